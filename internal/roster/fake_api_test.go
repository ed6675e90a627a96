// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// The access groups of the tests: two of one access system, and one of another.
const (
	lobby = "lobby"
	lab   = "lab"
	pool  = "pool"
)

func byUser(name string) Person     { return Person{ACSUserID: name} }
func byIdentity(name string) Person { return Person{UserIdentityID: name + "-identity"} }
func byBoth(name string) Person {
	return Person{ACSUserID: name, UserIdentityID: name + "-identity"}
}

// fakeAPI is Seam as the roster's tests need it. Ada has an ACS user that is linked to her user identity. Bob has an ACS
// user only. Cleo has a user identity only, and Seam creates the ACS user. Dan has both, which Seam links when he is
// first added. All of them are in the access system of lobby and lab.
//
// Every call has a name, such as "add_user lobby cleo-identity": the path's last word and what the body names.
type fakeAPI struct {
	mu      sync.Mutex
	calls   []string
	scripts map[string][]script
	groups  []seam.ACSAccessGroup
	users   map[string]seam.ACSUser
	members map[string][]string
	// merged are identities that were merged into others. Their IDs lead to those in /user_identities/get, and elsewhere only
	// if resolvesOldIDs says so.
	merged         map[string]string
	resolvesOldIDs bool
	// creates has the ACS users that Seam creates for identities, where their names do not tell.
	creates map[string]string
	// listsNoIdentities leaves the identities out of the lists of groups.
	listsNoIdentities bool
	// listsUnknownGroups lists nobody of a group that does not exist.
	listsUnknownGroups bool
	// workspaceID is the workspace that the credential opens, unless it is "": then it is the one that everything is in.
	workspaceID string
	// mergedIDs are the IDs that user identities list as merged into them.
	mergedIDs map[string][]string
}

// script is how one call goes, in place of being answered at once.
type script struct {
	// hold keeps the call from Seam until it is closed, holdAnswer the answer from the caller. A caller whose context
	// ends meanwhile does not know what becomes of it.
	hold, holdAnswer <-chan struct{}
	// err is the answer. The call is not carried out then, unless carriedOut says so.
	err        error
	carriedOut bool
}

// inBubble runs a test with a roster of its own, which knows its workspace, in parallel with others, where a test can wait until everything that it
// started is blocked.
func inBubble(t *testing.T, test func(*testing.T, *fakeAPI, *Roster)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := newFakeAPI(t)
		r := New(api)
		if _, err := r.Workspace(t.Context()); err != nil {
			t.Fatal(err)
		}
		api.forget()
		test(t, api, r)
	})
}

// inBubbleRun is inBubble as a subtest.
func inBubbleRun(t *testing.T, name string, test func(*testing.T, *fakeAPI, *Roster)) {
	t.Helper()
	t.Run(name, func(t *testing.T) { inBubble(t, test) })
}

func newFakeAPI(t testing.TB) *fakeAPI {
	t.Helper()
	api := &fakeAPI{
		scripts:   map[string][]script{},
		members:   map[string][]string{},
		merged:    map[string]string{},
		mergedIDs: map[string][]string{},
		groups: []seam.ACSAccessGroup{
			{ACSAccessGroupID: lobby, ACSSystemID: "salto"},
			{ACSAccessGroupID: lab, ACSSystemID: "salto"},
			{ACSAccessGroupID: pool, ACSSystemID: "pti"},
		},
		users: map[string]seam.ACSUser{
			"ada": {ACSUserID: "ada", UserIdentityID: "ada-identity"},
			"bob": {ACSUserID: "bob"},
			"dan": {ACSUserID: "dan"},
		},
	}
	t.Cleanup(func() {
		for call, left := range api.scripts {
			if len(left) > 0 {
				t.Errorf("%d calls of %q never came", len(left), call)
			}
		}
	})
	return api
}

// next scripts the next call of that name that has no script yet.
func (a *fakeAPI) next(call string, s script) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.scripts[call] = append(a.scripts[call], s)
}

// serve notes a call and carries it out, as its script says.
func (a *fakeAPI) serve(ctx context.Context, carryOut func() error, words ...string) error {
	s := a.note(strings.Join(slices.DeleteFunc(words, func(word string) bool { return word == "" }), " "))
	if ctx.Err() != nil {
		return &seam.Error{Certainty: seam.NotApplied, Err: ctx.Err()}
	}
	if err := pass(ctx, s.hold); err != nil {
		return err
	}
	answer := s.err
	if s.err == nil || s.carriedOut {
		a.mu.Lock()
		answer = cmp.Or(s.err, carryOut())
		a.mu.Unlock()
	}
	if err := pass(ctx, s.holdAnswer); err != nil {
		return err
	}
	return answer
}

func (a *fakeAPI) note(call string) script {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls = append(a.calls, call)
	scripts := a.scripts[call]
	if len(scripts) == 0 {
		return script{}
	}
	a.scripts[call] = scripts[1:]
	return scripts[0]
}

func pass(ctx context.Context, gate <-chan struct{}) error {
	if gate == nil {
		return nil
	}
	select {
	case <-gate:
		return nil
	case <-ctx.Done():
		return &seam.Error{Certainty: seam.InDoubt, Err: ctx.Err()}
	}
}

// expect demands that exactly these calls have come since the last time, in this order.
func (a *fakeAPI) expect(t *testing.T, calls ...string) {
	t.Helper()
	a.mu.Lock()
	defer a.mu.Unlock()
	if !slices.Equal(a.calls, calls) {
		t.Errorf("calls = %q, want %q", a.calls, calls)
	}
	a.calls = nil
}

// forget drops the calls that have come so far.
func (a *fakeAPI) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.calls = nil
}

// count returns how many calls begin like that.
func (a *fakeAPI) count(beginning string) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	count := 0
	for _, call := range a.calls {
		if strings.HasPrefix(call, beginning) {
			count++
		}
	}
	return count
}

func (a *fakeAPI) isMember(acsAccessGroupID, acsUserID string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return slices.Contains(a.members[acsAccessGroupID], acsUserID)
}

// resolve returns the user identity that an endpoint takes an ID for. It knows everybody but Eve.
func (a *fakeAPI) resolve(userIdentityID string) (string, error) {
	into, isMerged := a.merged[userIdentityID]
	switch {
	case isMerged && a.resolvesOldIDs:
		return into, nil
	case isMerged, userIdentityID == "eve-identity":
		return "", refused(http.StatusNotFound, "user_identity_not_found")
	default:
		return userIdentityID, nil
	}
}

func (a *fakeAPI) add(acsAccessGroupID, acsUserID string) {
	a.remove(acsAccessGroupID, acsUserID)
	a.members[acsAccessGroupID] = append(a.members[acsAccessGroupID], acsUserID)
}

func (a *fakeAPI) remove(acsAccessGroupID, acsUserID string) {
	a.members[acsAccessGroupID] = slices.DeleteFunc(a.members[acsAccessGroupID], func(member string) bool { return member == acsUserID })
}

func (a *fakeAPI) acsUserOf(userIdentityID string) string {
	for _, user := range a.users {
		if user.UserIdentityID == userIdentityID {
			return user.ACSUserID
		}
	}
	return ""
}

func (a *fakeAPI) findGroup(acsAccessGroupID string) (*seam.ACSAccessGroup, error) {
	for i := range a.groups {
		if a.groups[i].ACSAccessGroupID == acsAccessGroupID {
			group := a.groups[i]
			return &group, nil
		}
	}
	return nil, refused(http.StatusNotFound, "acs_access_group_not_found")
}

func (a *fakeAPI) findUser(acsUserID string) (*seam.ACSUser, error) {
	user, ok := a.users[acsUserID]
	if !ok {
		return nil, refused(http.StatusNotFound, "acs_user_not_found")
	}
	user.ACSSystemID = cmp.Or(user.ACSSystemID, "salto")
	return &user, nil
}

func (a *fakeAPI) AddUserToAccessGroup(ctx context.Context, acsAccessGroupID string, user seam.UserSelector) error {
	if user.ACSUserID != "" {
		return a.serve(ctx, func() error {
			a.add(acsAccessGroupID, user.ACSUserID)
			return nil
		}, "add_to_access_group", acsAccessGroupID, user.ACSUserID)
	}
	return a.serve(ctx, func() error {
		userIdentityID, err := a.resolve(user.UserIdentityID)
		if err != nil {
			return err
		}
		acsUserID := a.acsUserOf(userIdentityID)
		if acsUserID == "" {
			acsUserID = cmp.Or(a.creates[userIdentityID], strings.TrimSuffix(userIdentityID, "-identity"))
			a.users[acsUserID] = seam.ACSUser{ACSUserID: acsUserID, UserIdentityID: userIdentityID}
		}
		a.add(acsAccessGroupID, acsUserID)
		return nil
	}, "add_user", acsAccessGroupID, user.UserIdentityID)
}

func (a *fakeAPI) RemoveUserFromAccessGroup(ctx context.Context, acsAccessGroupID string, user seam.UserSelector) error {
	return a.serve(ctx, func() error {
		acsUserID := user.ACSUserID
		if acsUserID == "" {
			userIdentityID, err := a.resolve(user.UserIdentityID)
			if err != nil {
				return err
			}
			acsUserID = a.acsUserOf(userIdentityID)
		}
		a.remove(acsAccessGroupID, acsUserID)
		return nil
	}, "remove_from_access_group", acsAccessGroupID, user.ACSUserID, user.UserIdentityID)
}

func (a *fakeAPI) ListAccessGroupUsers(ctx context.Context, acsAccessGroupID string) (users []seam.ACSUser, err error) {
	err = a.serve(ctx, func() error {
		for _, member := range a.members[acsAccessGroupID] {
			user := a.users[member]
			if a.listsNoIdentities {
				user.UserIdentityID = ""
			}
			users = append(users, user)
		}
		if a.listsUnknownGroups {
			return nil
		}
		_, err := a.findGroup(acsAccessGroupID)
		return err
	}, "list_users", acsAccessGroupID)
	return users, err
}

func (a *fakeAPI) ListACSAccessGroups(ctx context.Context, filter seam.ACSAccessGroupFilter) (groups []seam.ACSAccessGroup, err error) {
	err = a.serve(ctx, func() error {
		for _, group := range a.groups {
			if filter.ACSUserID == "" || slices.Contains(a.members[group.ACSAccessGroupID], filter.ACSUserID) {
				groups = append(groups, group)
			}
		}
		return nil
	}, "list_groups", filter.ACSUserID)
	return groups, err
}

func (a *fakeAPI) GetACSAccessGroup(ctx context.Context, acsAccessGroupID string) (group *seam.ACSAccessGroup, err error) {
	err = a.serve(ctx, func() (err error) {
		group, err = a.findGroup(acsAccessGroupID)
		return err
	}, "get_group", acsAccessGroupID)
	return group, err
}

func (a *fakeAPI) GetWorkspace(ctx context.Context) (workspace *seam.Workspace, err error) {
	err = a.serve(ctx, func() error {
		workspace = &seam.Workspace{WorkspaceID: cmp.Or(a.workspaceID, "workspace")}
		return nil
	}, "get_workspace")
	return workspace, err
}

// refused is an answer that says that nothing was done.
func refused(status int, kind string) error {
	return &seam.Error{Status: status, Type: kind, Certainty: seam.NotApplied}
}

// brokenOff is an answer that does not tell, timedOut one that nobody waits for any longer.
func brokenOff() error { return &seam.Error{Status: http.StatusBadGateway, Certainty: seam.InDoubt} }
func timedOut() error {
	return &seam.Error{Certainty: seam.InDoubt, Err: errors.New("no complete answer within 30s")}
}
