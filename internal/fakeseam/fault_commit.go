// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "slices"

// heldCommit is a request that was answered, or not, and is yet to be carried out.
type heldCommit struct {
	request *Request
	// left is how many requests have yet to arrive before it is carried out, 0 where only [Fake.ReleaseCommits] does that.
	left int
}

func (f Fault) commitsLate() bool {
	return f.HoldCommit || f.CommitAfter > 0
}

func (f *Fake) holdCommit(request *Request, left int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.held = append(f.held, &heldCommit{request: request, left: left})
}

// ReleaseCommits carries out the requests that [Fault.HoldCommit] and [Fault.CommitAfter] hold back, in the order in which
// they arrived, and returns how many there were.
func (f *Fake) ReleaseCommits() int {
	return f.carryOut(func(*heldCommit) bool { return true })
}

// countHeldCommits counts a request that has arrived, and carries out those that waited for it.
func (f *Fake) countHeldCommits() {
	f.carryOut(func(held *heldCommit) bool {
		if held.left == 0 {
			return false
		}
		held.left--
		return held.left == 0
	})
}

func (f *Fake) carryOut(isDue func(*heldCommit) bool) int {
	f.mu.Lock()
	var due []*heldCommit
	f.held = slices.DeleteFunc(f.held, func(held *heldCommit) bool {
		if !isDue(held) {
			return false
		}
		due = append(due, held)
		return true
	})
	f.mu.Unlock()
	for _, held := range due {
		f.answerTo(held.request)
	}
	return len(due)
}
