// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

// MergeIdentities merges user identities into the one that is kept, as /user_identities/merge does: their IDs and keys
// then answer with it, and it has their ACS users. Where two have an ACS user in the same access system, the one of the
// kept identity stays linked, and the other stays in the access system and its access groups without an identity.
func (f *Fake) MergeIdentities(keptID string, mergedIDs ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, id := range mergedIDs {
		f.merge(must(f.identities, keptID), must(f.identities, id))
	}
}

// LinkUser links an ACS user to a user identity, in place of the one that it has. Another ACS user that the identity has
// in the same access system is unlinked.
func (f *Fake) LinkUser(userID, identityID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	user, identity := must(f.users, userID), must(f.identities, identityID)
	if displaced := identity.userIn(user.system); displaced != nil {
		unlink(displaced)
	}
	unlink(user)
	link(identity, user)
}

// UnlinkUser takes an ACS user off its user identity, if it has one. Its memberships stay.
func (f *Fake) UnlinkUser(userID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	unlink(must(f.users, userID))
}

// DeleteIdentity deletes a user identity and its ACS users, as /user_identities/delete does.
func (f *Fake) DeleteIdentity(identityID string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.deletePerson(must(f.identities, identityID))
}
