// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// walkWorld is the Seam of a random walk: who is there, and what somebody other than Terraform does to them.
type walkWorld struct {
	*providertest.World

	t      *testing.T
	server *httptest.Server
	// character says how this world behaves.
	character string
	groups    []string
	// identities are all that there have been, and merged leads from those that are no more to those that survived.
	identities []string
	merged     map[string]string
	// byHand has the memberships that are not Terraform's doing.
	byHand map[pair]bool
	// aliasOf has what the IDs are called in what the walk tells.
	aliasOf map[string]string
	people  int
}

// pair is a membership.
type pair struct{ group, user string }

// sight is what is true at one moment.
type sight struct {
	members map[pair]bool
	// users are the ACS users in the order in which they were made.
	users []string
	// userOf has the ACS users of user identities.
	userOf map[string]string
}

func newWalkWorld(t *testing.T, random *rand.Rand) *walkWorld {
	t.Helper()
	w := &walkWorld{World: providertest.NewWorld(t), t: t, merged: map[string]string{}, byHand: map[pair]bool{}, aliasOf: map[string]string{}}
	// Thousands of steps take less than the validation of their exchanges, which other tests see to.
	w.server = httptest.NewServer(w.Fake)
	t.Cleanup(w.server.Close)
	w.URL = w.server.URL

	var character []string
	is := func(what string, set func()) {
		if random.IntN(3) == 0 {
			character = append(character, what)
			set()
		}
	}
	is("lists are late", func() { w.SetListing(fakeseam.ListWhenSynced); w.HoldChanges() })
	is("repeats are refused", func() { w.SetStrictRepeats(true) })
	is("what is not found is 400", func() { w.SetNotFoundStatus(http.StatusBadRequest) })
	is("merged IDs are not found", func() { w.SetMergedIDsNotFound(true) })
	w.character = strings.Join(character, ", ")

	for i := range 3 {
		w.groups = append(w.groups, w.Group(fmt.Sprintf("Group %d", i+1)))
		w.aliasOf[w.groups[i]] = fmt.Sprintf("group%d", i+1)
	}
	for w.people < 4 || len(w.identities) == 0 {
		w.addPerson(random)
	}
	return w
}

// addPerson adds somebody with an ACS user, a user identity or both, and says who that is.
func (w *walkWorld) addPerson(random *rand.Rand) string {
	w.people++
	kind, email := random.IntN(4), fmt.Sprintf("%d@example.com", w.people)
	identity := ""
	if kind < 3 {
		identity = w.AddIdentity(w.WorkspaceID, fakeseam.Identity{EmailAddress: email})
		w.aliasOf[identity] = fmt.Sprintf("identity%d", len(w.identities)+1)
		w.identities = append(w.identities, identity)
	}
	if kind == 0 {
		return w.alias(identity)
	}
	user := w.AddUser(w.ACSSystemID, fakeseam.User{EmailAddress: email, UserIdentityID: identity})
	w.look()
	return w.alias(user) + " of " + w.alias(identity)
}

// alias is what an ID is called.
func (w *walkWorld) alias(id string) string {
	if alias := w.aliasOf[id]; alias != "" {
		return alias
	}
	return "nobody"
}

func (w *walkWorld) name(p pair) string {
	return w.alias(p.user) + " in " + w.alias(p.group)
}

// look sees what is true. No fault may be left.
func (w *walkWorld) look() sight {
	w.t.Helper()
	s := sight{members: map[pair]bool{}, userOf: map[string]string{}}
	request := httptest.NewRequestWithContext(w.t.Context(), http.MethodPost, providertest.PathListUsers, strings.NewReader("{}"))
	request.Header.Set("Authorization", "Bearer "+w.APIKey)
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	w.ServeHTTP(recorder, request)
	var answer struct {
		Users []struct {
			ID         string `json:"acs_user_id"`
			IdentityID string `json:"user_identity_id"`
		} `json:"acs_users"`
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil || recorder.Code != http.StatusOK {
		w.t.Fatalf("the ACS users cannot be listed: %d %s", recorder.Code, recorder.Body)
	}
	for _, user := range answer.Users {
		s.users = append(s.users, user.ID)
		if user.IdentityID != "" {
			s.userOf[user.IdentityID] = user.ID
		}
		if w.aliasOf[user.ID] == "" {
			w.aliasOf[user.ID] = fmt.Sprintf("user%d", len(w.aliasOf))
		}
	}
	for _, group := range w.groups {
		for _, user := range w.Members(group) {
			s.members[pair{group, user}] = true
		}
	}
	return s
}

// surviving is the identity that an ID stands for.
func (w *walkWorld) surviving(identity string) string {
	for w.merged[identity] != "" {
		identity = w.merged[identity]
	}
	return identity
}

// present are the identities that were not merged away.
func (w *walkWorld) present() []string {
	var identities []string
	for _, identity := range w.identities {
		if w.merged[identity] == "" {
			identities = append(identities, identity)
		}
	}
	return identities
}

// changeByHand does what somebody else may do at any time, and says what.
func (w *walkWorld) changeByHand(random *rand.Rand) string {
	now := w.look()
	if len(now.users) == 0 {
		return "came " + w.addPerson(random)
	}
	group, user, identity := providertest.OneOf(random, w.groups), providertest.OneOf(random, now.users), providertest.OneOf(random, w.present())
	switch random.IntN(10) {
	case 0, 1:
		w.AddMember(group, user)
		if !now.members[pair{group, user}] {
			w.byHand[pair{group, user}] = true
		}
		return "added " + w.name(pair{group, user})
	case 2, 3:
		w.RemoveMember(group, user)
		return "removed " + w.name(pair{group, user})
	case 4:
		w.UnlinkUser(user)
		return "unlinked " + w.alias(user)
	case 5:
		w.LinkUser(user, identity)
		return "linked " + w.alias(user) + " to " + w.alias(identity)
	case 6:
		keeps := random.IntN(3) > 0
		made := w.RecreateUser(user, keeps)
		for p := range w.look().members {
			// What the access system makes is not Terraform's doing.
			w.byHand[p] = w.byHand[p] || p.user == made
		}
		return fmt.Sprintf("made %s anew as %s, still a member %t", w.alias(user), w.alias(made), keeps)
	case 7:
		if random.IntN(2) == 0 {
			w.DeleteUser(user)
			return "deleted " + w.alias(user)
		}
		w.ReleaseChanges()
		return "the access system has all changes"
	case 8:
		into := providertest.OneOf(random, w.present())
		if into == identity {
			return "nothing"
		}
		w.MergeIdentities(into, identity)
		w.merged[identity] = into
		return "merged " + w.alias(identity) + " into " + w.alias(into)
	default:
		return "came " + w.addPerson(random)
	}
}
