// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/contract"
	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

const secret = "TheSecretPart"

// sandbox is a fake Seam with a building in it.
type sandbox struct {
	fakeseam.Building
	t   *testing.T
	url string
	key string
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	s := &sandbox{Building: fakeseam.NewBuilding(), t: t, key: "seam_live1_" + secret}
	s.Fake.SetAPIKey(s.WorkspaceID, s.key)
	documented := contract.Handler(t, s.Fake)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		if isOpenSchedule(r.URL.Path, body) {
			s.Fake.ServeHTTP(w, r)
			return
		}
		documented.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// isOpenSchedule reports whether a request is the one that goes against Seam's document on purpose, to see what comes of it.
func isOpenSchedule(path string, body []byte) bool {
	return path == "/acs/users/update" && bytes.Contains(body, []byte("starts_at")) && !bytes.Contains(body, []byte("ends_at"))
}

// pass is a pass in the sandbox that does not wait for long.
func (s *sandbox) pass() *pass {
	s.t.Helper()
	credential, err := seam.APIKey(s.key)
	if err != nil {
		s.t.Fatal(err)
	}
	p := &pass{patience: 20 * time.Second, interval: 5 * time.Millisecond}
	p.client, err = seam.New(seam.Config{Endpoint: s.url, Credential: credential, MaxRetries: 2})
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}

// people are all ACS users but those who are on their way out, all user identities, and the members of all access groups.
func (s *sandbox) people() [][]string {
	s.t.Helper()
	client := s.pass().client
	users, err := client.ListACSUsers(context.Background(), seam.ACSUserFilter{})
	if err != nil {
		s.t.Fatal(err)
	}
	identities, err := client.ListUserIdentities(context.Background(), seam.UserIdentityFilter{})
	if err != nil {
		s.t.Fatal(err)
	}
	var listed, known []string
	for _, user := range users {
		if !slices.ContainsFunc(user.PendingMutations, func(m seam.PendingMutation) bool { return m.Code == "deleting" }) {
			listed = append(listed, user.ACSUserID)
		}
	}
	for _, identity := range identities {
		known = append(known, identity.UserIdentityID)
	}
	all := [][]string{listed, known}
	for _, group := range s.Groups {
		all = append(all, s.Fake.Members(group.ID))
	}
	return all
}

// run makes a pass that has to succeed and to leave everything as it was, and returns its answers.
func (s *sandbox) run(p *pass) map[string]string {
	s.t.Helper()
	before := s.people()
	if err := p.run(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	s.isAsBefore(before)
	answers := map[string]string{}
	for _, finding := range p.findings {
		answers[finding.question] = finding.answer
	}
	return answers
}

func (s *sandbox) isAsBefore(before [][]string) {
	s.t.Helper()
	if after := s.people(); fmt.Sprint(after) != fmt.Sprint(before) {
		s.t.Errorf("the people were %q before, and are %q", before, after)
	}
}

func TestLearnsFromEachBehaviour(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		set  func(*fakeseam.Fake)
		want map[string]string
	}{
		"as Seam's fake": {func(*fakeseam.Fake) {}, map[string]string{
			"Adding an unknown user":                            "404 `acs_user_not_found`",
			"Adding to an unknown access group":                 "404 `acs_access_group_not_found`",
			"Adding an unknown user to an unknown access group": "404 `acs_user_not_found`",
			"Getting an unknown user":                           "404 `acs_user_not_found`",
			"Listing the users of an unknown access group":      "404 `acs_access_group_not_found`",
			"Removing somebody who is not a member":             "200",
			"Adding a member again":                             "200",
			"Removing somebody again":                           "200",
			"Is a new member listed at once?":                   "yes",
			"What is pending after an addition?":                "nothing",
			"Is a former member gone from the list at once?":    "yes",
			"What is pending after a removal?":                  "nothing",

			"Making a user identity":                                     "200",
			"Making a user identity with the same key and address again": "400 `user_identity_already_exists`",
			"Clearing the name of a user identity":                       "200, and the name is gone",
			"Making an ACS user":                                         "200",
			"Setting a schedule":                                         "200",
			"Setting a schedule without an end":                          "400 `invalid_input`",
			"Clearing a schedule":                                        "200",
			"Suspending somebody again":                                  "200",
			"Getting the ACS user of a deleted user identity":            "404 `acs_user_not_found`",
		}},
		"repeats are errors": {func(f *fakeseam.Fake) { f.SetStrictRepeats(true) }, map[string]string{
			"Removing somebody who is not a member": "400 `invalid_input`",
			"Adding a member again":                 "400 `invalid_input`",
			"Removing somebody again":               "400 `invalid_input`",
			"Suspending somebody again":             "400 `invalid_input`",
		}},
		"not found is 400": {func(f *fakeseam.Fake) { f.SetNotFoundStatus(http.StatusBadRequest) }, map[string]string{
			"Adding an unknown user": "400 `acs_user_not_found`",
		}},
		"pushed later": {func(f *fakeseam.Fake) { f.SetSyncDelay(time.Hour) }, map[string]string{
			"Is a new member listed at once?":    "yes",
			"What is pending after an addition?": "`updating_group_membership`",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			c.set(s.Fake)
			answers := s.run(s.pass())
			for question, want := range c.want {
				if answers[question] != want {
					t.Errorf("%s %q, want %q", question, answers[question], want)
				}
			}
		})
	}
}

func TestLearnsHowLongAListLagsBehind(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.Fake.SetListing(fakeseam.ListWhenSynced)
	s.Fake.SetSyncDelay(500 * time.Millisecond)
	answers := s.run(s.pass())
	for _, question := range []string{"Is a new member listed at once?", "Is a former member gone from the list at once?"} {
		if !strings.HasPrefix(answers[question], "no, after ") {
			t.Errorf("%s %q", question, answers[question])
		}
	}
}

func TestAListThatNeverCatchesUpEndsThePass(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.Fake.SetListing(fakeseam.ListWhenSynced)
	s.Fake.HoldChanges()
	p := s.pass()
	p.patience = 20 * time.Millisecond
	answers := s.run(p)
	if want := "no, and not within 20ms either"; answers["Is a new member listed at once?"] != want {
		t.Errorf("the answer is %q, want %q", answers["Is a new member listed at once?"], want)
	}
}

// Somebody who is a member already is never removed, not even to be added again.
func TestTakesOnlySomebodyWhoIsNotAMember(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.admitEverybodyBut(s.Groups[2].ID, s.Users[3].ID)
	p := s.pass()
	s.run(p)
	if p.target.groupID != s.Groups[2].ID || p.target.userID != s.Users[3].ID {
		t.Errorf("the target is %s", p.target)
	}
}

func TestChangesNothingIfEverybodyIsAMember(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.admitEverybodyBut("", "")
	before := s.people()
	if err := s.pass().run(t.Context()); !errors.Is(err, errNoTarget) {
		t.Errorf("the error is %v", err)
	}
	s.isAsBefore(before)
	for _, path := range []string{"/acs/users/add_to_access_group", "/acs/users/remove_from_access_group"} {
		if requests := s.Fake.RequestsTo(path); len(requests) > 0 {
			t.Errorf("%s got the requests %v", path, requests)
		}
	}
}

func TestLeavesUsersWithPendingChangesAlone(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	for _, user := range s.Users[:3] {
		s.Fake.AddPendingMutation(user.ID, s.Groups[0].ID, fakeseam.DeferredRemoving)
	}
	p := s.pass()
	s.run(p)
	if p.target.userID != s.Users[3].ID {
		t.Errorf("the user is %s", p.target.userID)
	}
}

func TestRefusesAWorkspaceThatIsNotASandbox(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.Fake.SetProduction(s.WorkspaceID)
	if err := s.pass().run(t.Context()); !errors.Is(err, errNotSandbox) {
		t.Errorf("the error is %v", err)
	}
	if requests := s.Fake.Requests(); len(requests) != 1 || requests[0].Path != "/workspaces/get" {
		t.Errorf("the requests are %v", requests)
	}
}

func TestNeedsSomebodyToAdd(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	for _, user := range s.Users {
		s.Fake.DeleteUser(user.ID)
	}
	if err := s.pass().run(t.Context()); !errors.Is(err, errNoTarget) {
		t.Errorf("the error is %v", err)
	}
}

// A pass that is cut off at any request, by an error or by Ctrl-C, leaves everything as it was.
func TestRestoresAfterAFailureAtAnyRequest(t *testing.T) {
	t.Parallel()
	whole := newSandbox(t)
	whole.admitEverybodyBut(whole.Groups[1].ID, whole.Users[1].ID)
	if err := whole.pass().run(t.Context()); err != nil {
		t.Fatal(err)
	}
	for cut := range cleaningUp(whole.Fake.Requests()) {
		t.Run(fmt.Sprint(cut), func(t *testing.T) {
			t.Parallel()
			s := newSandbox(t)
			s.admitEverybodyBut(s.Groups[1].ID, s.Users[1].ID)
			before := s.people()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			// After an interrupt, the pass cleans up while the request that was cut off is still under way.
			var count atomic.Int32
			s.Fake.Inject("*", fakeseam.Fault{Status: http.StatusForbidden, Times: 1, Match: func(fakeseam.Request) bool {
				isCut := int(count.Add(1)) == cut+1
				if isCut && cut%2 == 0 {
					cancel()
				}
				return isCut
			}})
			if err := s.pass().run(ctx); err == nil {
				t.Error("the pass succeeded")
			}
			s.isAsBefore(before)
		})
	}
}

// cleaningUp is how many requests come before the clean-up, which begins with a list of whom to delete.
func cleaningUp(requests []fakeseam.Request) int {
	for i, request := range slices.Backward(requests) {
		if request.Path == "/acs/users/list" {
			return i
		}
	}
	return 0
}

// admitEverybodyBut makes every user a member of every group, with the exception of one.
func (s *sandbox) admitEverybodyBut(groupID, userID string) {
	for _, group := range s.Groups {
		for _, user := range s.Users {
			if group.ID != groupID || user.ID != userID {
				s.Fake.AddMember(group.ID, user.ID)
			}
		}
	}
}

func TestSaysWhatCouldNotBeRestored(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	s.Fake.Inject("/acs/users/remove_from_access_group", fakeseam.Fault{Status: http.StatusForbidden, Match: func(fakeseam.Request) bool {
		return len(s.Fake.Members(s.Groups[0].ID)) > 0
	}})
	p := s.pass()
	p.patience = 20 * time.Millisecond
	err := p.run(t.Context())
	want := fmt.Sprintf("please remove ACS user %s from access group %s by hand", s.Users[0].ID, s.Groups[0].ID)
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("the error is %v, want one that says %q", err, want)
	}
}

func TestReportCanBePastedIntoAnIssue(t *testing.T) {
	t.Parallel()
	s := newSandbox(t)
	var out strings.Builder
	if err := run(t.Context(), s.getenv, &out); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{
		"### How the Seam API behaves\n", "Access system: Salto KS site, 20", "| question | answer |\n|---|---|\n",
		"| Adding a member again | 200 |\n",
	} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("the report does not say %q:\n%s", part, out.String())
		}
	}
	private := []string{secret, s.WorkspaceID, s.System.ID, s.System.Name}
	for _, named := range slices.Concat(s.Groups, s.Users) {
		private = append(private, named.ID, named.Name)
	}
	for _, text := range private {
		if strings.Contains(out.String(), text) {
			t.Errorf("the report tells %q:\n%s", text, out.String())
		}
	}
}

func (s *sandbox) getenv(name string) string {
	return map[string]string{"SEAM_API_KEY": s.key, "SEAM_ENDPOINT": s.url}[name]
}

func TestNeedsASandboxKey(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"":                   "SEAM_API_KEY is not set",
		"seam_at1_" + secret: "SEAM_API_KEY: the API key is a personal access token",
	} {
		var out strings.Builder
		err := run(t.Context(), func(name string) string { return map[string]string{"SEAM_API_KEY": key}[name] }, &out)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), secret) || out.Len() > 0 {
			t.Errorf("the error is %v, want %q; printed %q", err, want, out.String())
		}
	}
}
