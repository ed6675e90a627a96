// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// join and leave change a membership past the roster, as somebody else would.
func (a *fakeAPI) join(acsAccessGroupID, acsUserID string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.add(acsAccessGroupID, acsUserID)
}

func (a *fakeAPI) leave(acsAccessGroupID, acsUserID string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.remove(acsAccessGroupID, acsUserID)
}

// pend gives an ACS user pending mutations in place of those that it has.
func (a *fakeAPI) pend(acsUserID string, mutations ...seam.PendingMutation) {
	a.mu.Lock()
	defer a.mu.Unlock()
	user := a.users[acsUserID]
	user.PendingMutations = mutations
	a.users[acsUserID] = user
}

// name gives an ACS user a name.
func (a *fakeAPI) name(acsUserID, displayName string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	user := a.users[acsUserID]
	user.DisplayName = displayName
	a.users[acsUserID] = user
}

// link makes an ACS user the one of a user identity, creating it where there is none.
func (a *fakeAPI) link(acsUserID, userIdentityID string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.users[acsUserID] = seam.ACSUser{ACSUserID: acsUserID, UserIdentityID: userIdentityID}
}

// merge merges a user identity into another one, which gets its ACS users.
func (a *fakeAPI) merge(userIdentityID, into string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.merged[userIdentityID] = into
	a.mergedIDs[into] = append(a.mergedIDs[into], userIdentityID)
	for id, user := range a.users {
		if user.UserIdentityID == userIdentityID {
			user.UserIdentityID = into
			a.users[id] = user
		}
	}
}

// unlinkAda takes Ada's identity from her ACS user. It gets another one, if that is named.
func (a *fakeAPI) unlinkAda(successor string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.setIdentityOfAda("")
	if successor != "" {
		a.users["ada2"] = seam.ACSUser{ACSUserID: "ada2", UserIdentityID: "ada-identity"}
	}
}

// relinkAdaToCleo gives Ada's ACS user to Cleo's identity.
func (a *fakeAPI) relinkAdaToCleo() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.setIdentityOfAda("cleo-identity")
}

func (a *fakeAPI) setIdentityOfAda(userIdentityID string) {
	ada := a.users["ada"]
	ada.UserIdentityID = userIdentityID
	a.users["ada"] = ada
}

// makeAdaAnew deletes Ada's ACS user, and makes another one for her identity, as an access system does.
func (a *fakeAPI) makeAdaAnew() {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.users, "ada")
	for group := range a.members {
		a.remove(group, "ada")
	}
	a.users["ada2"] = seam.ACSUser{ACSUserID: "ada2", UserIdentityID: "ada-identity"}
}
