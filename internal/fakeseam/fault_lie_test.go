// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
)

func TestLieThatNobodyIsThere(t *testing.T) {
	t.Parallel()
	for lie, errorType := range map[Lie]string{
		GroupNotFound: "acs_access_group_not_found", UserNotFound: "acs_user_not_found", IdentityNotFound: "user_identity_not_found",
	} {
		t.Run(string(lie), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Inject("/acs/access_groups/list_users", Fault{Lie: lie})
			w.Inject(addPath, Fault{Lie: lie})
			list := object{"acs_access_group_id": w.group}
			w.post("/acs/access_groups/list_users", list).fails(http.StatusNotFound, errorType)
			w.post("/acs/access_groups/get", list).succeeds()
			w.add(w.group, w.user).fails(http.StatusNotFound, errorType)
			equal(t, "members", w.Members(w.group), nil)

			w.SetNotFoundStatus(http.StatusBadRequest)
			w.post("/acs/access_groups/list_users", list).fails(http.StatusBadRequest, errorType)
		})
	}
}

func TestIDsInCapitals(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	identity := w.AddIdentity(w.workspace, Identity{FullName: "Ada", Key: w.user})
	w.LinkUser(w.user, identity)
	w.AddMember(w.group, w.user)
	w.AddPendingMutation(w.user, w.group, Removing)
	w.Inject("", Fault{Lie: IDsInCapitals})
	list := w.post("/acs/access_groups/list_users", object{"acs_access_group_id": w.group})
	equal(t, "acs_user_id", list.list("acs_users", "acs_user_id"), []string{strings.ToUpper(w.user)})
	equal(t, "user_identity_id", list.list("acs_users", "user_identity_id"), []string{strings.ToUpper(identity)})
	if !strings.Contains(list.raw, `{"acs_access_group_id":"`+strings.ToUpper(w.group)+`"}`) {
		t.Errorf("the pending mutation is not in capitals: %s", list.raw)
	}
	found := w.identity(object{"user_identity_id": identity})
	equal(t, "acs_user_ids", found["acs_user_ids"], any([]any{strings.ToUpper(w.user)}))
	equal(t, "key", found["user_identity_key"], any(w.user))
	w.post("/acs/users/get", object{"acs_user_id": someUUID}).fails(http.StatusNotFound, "acs_user_not_found")
}

// turn asks for a page of ACS users, and returns their IDs and the cursor for the next one.
func (w *world) turn(cursor string) (ids []string, next any) {
	w.t.Helper()
	question := object{}
	if cursor != "" {
		question["page_cursor"] = cursor
	}
	r := w.post("/acs/users/list", question)
	pagination := r.object("pagination")
	equal(w.t, "has_next_page", pagination["has_next_page"], any(true))
	return r.list("acs_users", "acs_user_id"), pagination["next_page_cursor"]
}

func TestLiesAboutPages(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		lie                  Lie
		isNew, changesCursor bool
	}{
		{EndlessPages, true, true},
		{RepeatedPages, false, true},
		{StaleCursor, false, false},
	} {
		t.Run(string(test.lie), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Inject("/acs/users/list", Fault{Lie: test.lie})
			first, cursor := w.turn("")
			for range 3 {
				second, next := w.turn(cursor.(string))
				equal(t, "number of users", len(second), 1)
				equal(t, "users are new", second[0] != first[0], test.isNew)
				equal(t, "cursor is new", next != cursor, test.changesCursor)
				first, cursor = second, next
			}
		})
	}
}

func TestLieOfAPageWithoutACursor(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject("/acs/users/list", Fault{Lie: MissingCursor})
	ids, cursor := w.turn("")
	equal(t, "users", ids, []string{w.user})
	equal(t, "cursor", cursor, nil)
}

func TestLieAboutPagesSparesWhatHasNone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.AddMember(w.group, w.user)
	w.Inject("", Fault{Lie: EndlessPages})
	equal(t, "listed", w.listed(w.group), []string{w.user})
}

func TestPreviousAnswerIsThatOfAnotherPath(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Inject(addPath, Fault{Lie: PreviousAnswer})
	equal(t, "body without a previous answer", w.add(w.group, w.user).raw, `{"ok":true}`)

	system := w.post("/acs/systems/get", object{"acs_system_id": w.system})
	w.post("/acs/systems/get", object{"acs_system_id": w.system})
	r := w.add(w.group, w.user)
	equal(t, "body", r.raw, system.raw)
	equal(t, "mark", r.header.Get("Fakeseam-Fault"), "injected")
	equal(t, "request ID", r.header.Get("seam-request-id"), w.Requests()[3].RequestID)
	equal(t, "members", w.Members(w.group), []string{w.user})

	w.ClearFaults()
	w.add(w.group, w.user).succeeds()
	w.Inject(addPath, Fault{Lie: PreviousAnswer})
	equal(t, "body after one of its own path", w.add(w.group, w.user).raw, system.raw)
}

func TestMalformedAnswerHasEverythingButItsEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	get := object{"acs_user_id": w.user}
	whole := w.post("/acs/users/get", get).raw
	w.Inject("/acs/users/get", Fault{Lie: Malformed})
	r := w.post("/acs/users/get", get)
	equal(t, "status", r.status, http.StatusOK)
	equal(t, "body", r.raw, whole[:len(whole)-1])
	equal(t, "is JSON", json.Valid([]byte(r.raw)), false)
	equal(t, "mark", r.header.Get("Fakeseam-Fault"), "injected")
}

func TestOnlyBrokenShapesAreMarked(t *testing.T) {
	t.Parallel()
	for lie, mark := range map[Lie]string{
		GroupNotFound: "", IDsInCapitals: "", EndlessPages: "", RepeatedPages: "", StaleCursor: "", MissingCursor: "",
		Malformed: "injected", PreviousAnswer: "injected",
	} {
		w := newWorld(t)
		w.Inject("", Fault{Lie: lie})
		equal(t, "mark of "+string(lie), w.post("/acs/users/list", object{}).header.Get("Fakeseam-Fault"), mark)
	}
}

func TestUnknownNamesOfFaultsPanic(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]Fault{"lie": {Lie: "white"}, "echo": {Echo: "in a cave"}, "stall": {Stall: "in a barn"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if recover() == nil {
					t.Error("it was taken")
				}
			}()
			New().Inject("", fault)
		})
	}
}
