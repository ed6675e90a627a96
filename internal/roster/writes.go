// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

// write is what this process has last done to a membership. Writes lie over every list: a list that was under way
// during a write may have been made before it or after, and nobody can tell.
type write int

const (
	// unwritten: this process has not touched the membership.
	unwritten write = iota
	// inDoubt: a write is on its way, or failed. Seam is asked singly then, since no list may be newer than the write.
	inDoubt
	granted
	revoked
)

func (r *Roster) written(membership string) write {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.writes[membership]
}

// hasWritten reports whether this process has changed a membership, or begun to.
func (r *Roster) hasWritten() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.writes) > 0
}

func (r *Roster) settle(membership string, outcome write) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.writes[membership] = outcome
}

// claimant is the kind of object that a membership is claimed for.
type claimant int

const (
	// oneMembership is an object that holds this membership alone.
	oneMembership claimant = 1 << iota
	// wholeGroup is an object that holds all memberships of an access group.
	wholeGroup

	anyObject = oneMembership | wholeGroup
)

// claim records that this process granted or adopted a membership, so that the destroy of its predecessor leaves it.
func (r *Roster) claim(membership string, by claimant) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.writes[membership] = granted
	r.claims[membership] |= by
}

// claimUnwritten is claim for a membership that Seam had before, and that this process has not touched.
func (r *Roster) claimUnwritten(membership string, by claimant) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.claims[membership] |= by
}

func (r *Roster) claimed(membership string, by claimant) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.claims[membership]&by != 0
}
