// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"net/http"
	"time"
)

// behaviour is how the real service might behave where nothing that Seam publishes says how it does.
type behaviour struct {
	syncDelay     time.Duration
	hold          bool
	listing       Listing
	strictRepeats bool
	foreign       int
	notFound      int
	conflict      int
	// mergedNotFound is for SetMergedIDsNotFound.
	mergedNotFound bool
	pageSize       int
}

// Listing is when a changed membership shows in /acs/access_groups/list_users, and in /acs/access_groups/list by user, and
// when a change of an ACS user shows in its fields.
type Listing int

const (
	// ListAtOnce shows a change as soon as Seam has accepted it.
	ListAtOnce Listing = iota
	// ListWhenSynced shows a change only once it is pushed to the access system: a new member is listed late, and
	// somebody who was removed is still listed for a while. Until then, a change of an ACS user shows as a pending mutation
	// only.
	ListWhenSynced
)

// SetListing sets when changes are listed. The default is [ListAtOnce].
func (f *Fake) SetListing(mode Listing) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.listing = mode
	for _, user := range f.users {
		user.encoded = nil
	}
}

// SetStrictRepeats makes it an error with status 400 to add a member again, to remove somebody who is no member, to link an
// ACS user again or unlink one that is not linked, and to suspend a suspended ACS user or unsuspend another. The default is
// 200, as in Seam's fake.
func (f *Fake) SetStrictRepeats(on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.strictRepeats = on
}

// SetForeignAnswer sets what the ID of another workspace's object is answered with: 404 (the default, as in Seam's
// fake), 400 for invalid_input, or 200 for a success without effect: an empty list, or an addition or removal of which
// nothing comes. With 200, /get still answers 404, since there is no object to answer with. In a filter of a list, such
// an ID matches nothing, whatever is set.
func (f *Fake) SetForeignAnswer(status int) {
	if status != http.StatusNotFound && status != http.StatusBadRequest && status != http.StatusOK {
		panic(fmt.Sprintf("fakeseam: an ID of another workspace cannot be answered with %d", status))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.foreign = status
}

// SetNotFoundStatus sets the status of acs_user_not_found and its like: 404 (the default, as in Seam's fake) or 400,
// the only one but 401 that the OpenAPI document describes.
func (f *Fake) SetNotFoundStatus(status int) {
	if status != http.StatusNotFound && status != http.StatusBadRequest {
		panic(fmt.Sprintf("fakeseam: what is not found cannot be answered with %d", status))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.notFound = status
}

// SetMergedIDsNotFound sets whether the ID of a user identity that was merged away is unknown to every path but
// /user_identities/get and /user_identities/merge: not found where it names somebody, and without a match in a filter of
// a list. By default it stands for the user identity that was kept. Seam documents neither.
func (f *Fake) SetMergedIDsNotFound(on bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.mergedNotFound = on
}

// SetPageSize sets how many people a page has where the request does not say: 500 by default, as in the OpenAPI document.
func (f *Fake) SetPageSize(people int) {
	if people < 1 {
		panic(fmt.Sprintf("fakeseam: a page cannot have %d people", people))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.pageSize = people
}

// SetConflictStatus sets the status with which a value is refused that somebody else has already: 400 (the default, since
// the OpenAPI document describes no other one) or 409. That is a user_identity_key, an email address or a phone number that
// another user identity of the workspace has, a second ACS user for a user identity in one access system, and a link of an
// ACS user that has a user identity.
func (f *Fake) SetConflictStatus(status int) {
	if status != http.StatusBadRequest && status != http.StatusConflict {
		panic(fmt.Sprintf("fakeseam: a conflict cannot be answered with %d", status))
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.behaviour.conflict = status
}
