// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// crowd is a fake with groups that have the same ten thousand members.
func crowd(tb testing.TB, groups int) (f *Fake, key string, groupIDs, userIDs []string) {
	tb.Helper()
	f = New()
	workspace := f.AddWorkspace("Acme")
	system := f.AddSystem(workspace, "Head office")
	for i := range 10_000 {
		userIDs = append(userIDs, f.AddUser(system, User{
			FullName: fmt.Sprintf("Person %d", i), EmailAddress: fmt.Sprintf("person%d@example.com", i),
		}))
	}
	for i := range groups {
		group := f.AddGroup(system, fmt.Sprintf("Group %d", i))
		groupIDs = append(groupIDs, group)
		for _, user := range userIDs {
			f.AddMember(group, user)
		}
	}
	key = f.AddAPIKey(workspace)
	return f, key, groupIDs, userIDs
}

// serve handles a request without a network.
func serve(tb testing.TB, f *Fake, key, path, body string) *httptest.ResponseRecorder {
	tb.Helper()
	request := httptest.NewRequestWithContext(tb.Context(), http.MethodPost, path, strings.NewReader(body))
	request.Header.Set("Authorization", "Bearer "+key)
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	f.ServeHTTP(answer, request)
	return answer
}

func TestEverythingMayHappenAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.SetSyncDelay(time.Nanosecond)
	w.KeepAnswers()
	var group sync.WaitGroup
	for i := range 20 {
		group.Go(func() {
			user := w.AddUser(w.system, User{FullName: "Somebody"})
			identity := w.AddIdentity(w.workspace, Identity{EmailAddress: fmt.Sprintf("somebody%d@example.com", i)})
			add := fmt.Sprintf(`{"acs_access_group_id":%q,"user_identity_id":%q}`, w.group, identity)
			for _, call := range [][2]string{
				{"/acs/users/add_to_access_group", fmt.Sprintf(`{"acs_access_group_id":%q,"acs_user_id":%q}`, w.group, user)},
				{"/acs/access_groups/add_user", add},
				{"/acs/access_groups/list_users", fmt.Sprintf(`{"acs_access_group_id":%q}`, w.group)},
				{"/acs/access_groups/list", "{}"},
				{"/acs/users/list", "{}"},
				{"/user_identities/list", "{}"},
				{"/acs/users/remove_from_access_group", add},
			} {
				if answer := serve(t, w.Fake, w.key, call[0], call[1]); answer.Code != http.StatusOK {
					t.Errorf("%s answers %d %s", call[0], answer.Code, answer.Body)
				}
			}
			w.AddPendingMutation(user, w.group, DeferredRemoving)
			w.SetLatency(0)
			w.Inject("/nowhere", Fault{Times: 1})
			w.Requests()
			w.Members(w.group)
			w.clock.advance(time.Nanosecond)
			w.RemoveMember(w.group, user)
			w.ClearPendingMutations(user)
			w.ClearFaults()
		})
	}
	group.Wait()
	w.clock.advance(time.Nanosecond)
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "synced members", w.SyncedMembers(w.group), nil)
	equal(t, "number of users", len(w.Users(w.system)), 41)
	equal(t, "number of requests", len(w.Requests()), 140)
}

func TestLatencyOfOneRequestHoldsUpNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{DelayAfter: long})
	go func() { _, _, _ = w.try(t.Context()) }()
	eventually(t, func() bool { return len(w.Members(w.group)) == 1 })
	w.post("/workspaces/get", "").succeeds()
}

func BenchmarkListUsersOfTenThousand(b *testing.B) {
	f, key, groups, _ := crowd(b, 1)
	body := fmt.Sprintf(`{"acs_access_group_id":%q}`, groups[0])
	for b.Loop() {
		serve(b, f, key, "/acs/access_groups/list_users", body)
	}
}

func BenchmarkAddAndRemove(b *testing.B) {
	f, key, groups, users := crowd(b, 1)
	body := fmt.Sprintf(`{"acs_access_group_id":%q,"acs_user_id":%q}`, groups[0], users[5000])
	for b.Loop() {
		serve(b, f, key, "/acs/users/remove_from_access_group", body)
		serve(b, f, key, "/acs/users/add_to_access_group", body)
	}
}

func BenchmarkAddByNewIdentity(b *testing.B) {
	f, key, groups, users := crowd(b, 1)
	workspace := f.users[users[0]].system.workspace.id
	for i := 0; b.Loop(); i++ {
		identity := f.AddIdentity(workspace, Identity{EmailAddress: fmt.Sprintf("new%d@example.org", i)})
		serve(b, f, key, "/acs/access_groups/add_user", fmt.Sprintf(`{"acs_access_group_id":%q,"user_identity_id":%q}`, groups[0], identity))
	}
}
