// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// TestRandomWalk does at random what people do to user identities, ACS users and their memberships, with Terraform and past it,
// while requests fail and answers lie. After each run nobody was created twice, nobody was deleted or changed whom the run was not
// to delete or change, whoever was created is tracked or told to be in doubt, and whatever was said to be done is done. To walk
// on:
//
//	go test ./internal/provider/people -run 'TestRandomWalk$' -walk.steps=10000 -walk.seed=7
func TestRandomWalk(t *testing.T) {
	t.Parallel()
	providertest.RunWalk(t, func(t *testing.T, bones *providertest.Walk) func() {
		t.Helper()
		return newWalk(t, bones).takeStep
	})
}

// walk is one world, and what Terraform has configured and recorded of it.
type walk struct {
	*providertest.Walk
	*providertest.World

	t       *testing.T
	server  *httptest.Server
	systems []string
	groups  []string
	blocks  []*declared
	objects []*object
	// names counts the blocks that there have been, and contacts the addresses.
	names, contacts int
	// inDoubt are blocks of somebody whom nothing but the name tells from others, and of whom it is not known whether they were
	// created.
	inDoubt map[string]bool
}

func newWalk(t *testing.T, bones *providertest.Walk) *walk {
	t.Helper()
	w := &walk{Walk: bones, World: providertest.NewWorld(t), t: t, inDoubt: map[string]bool{}}
	// Thousands of steps take less than the validation of their exchanges, which other tests see to.
	w.server = httptest.NewServer(w.Fake)
	t.Cleanup(w.server.Close)
	w.URL = w.server.URL
	w.systems = []string{w.ACSSystemID, w.AddSystem(w.WorkspaceID, "Warehouse")}
	w.groups = []string{w.Group("Engineering"), w.AddGroup(w.systems[1], "Drivers")}
	is := func(what string, set func()) {
		if w.Chance(3) {
			w.Tell("a world in which %s", what)
			set()
		}
	}
	is("lists are late", func() { w.SetListing(fakeseam.ListWhenSynced); w.HoldChanges() })
	is("repeats are refused", func() { w.SetStrictRepeats(true) })
	is("what is not found is 400", func() { w.SetNotFoundStatus(http.StatusBadRequest) })
	is("a conflict is 409", func() { w.SetConflictStatus(http.StatusConflict) })
	is("merged IDs are not found", func() { w.SetMergedIDsNotFound(true) })
	return w
}

// takeStep does one thing at random.
func (w *walk) takeStep() {
	switch kind := w.Random.IntN(100); {
	case kind < 40 || len(w.blocks) == 0:
		for range 1 + w.Random.IntN(3) {
			w.configure()
		}
	case kind < 55:
		w.Tell("by hand: %s", w.changeByHand())
	default:
		w.runTerraform()
	}
}

// email is the address of somebody new or, now and then, one that somebody may have.
func (w *walk) email() string { return fmt.Sprintf("p%d@example.com", w.contact()) }

func (w *walk) phone() string { return fmt.Sprintf("+1555555%04d", w.contact()) }

func (w *walk) contact() int {
	if w.contacts > 0 && w.Chance(6) {
		return 1 + w.Random.IntN(w.contacts)
	}
	w.contacts++
	return w.contacts
}

func (w *walk) fullName() string {
	return providertest.OneOf(w.Random, []string{"Ada Lindqvist", "Jane Doe", "John Roe", "Ann Poe"})
}

// anybody is the ID of somebody of a type, in an order that does not depend on chance, or "".
func (w *walk) anybody(now sight, resourceType string) string {
	people := now[resourceType]
	ids := slices.Sorted(maps.Keys(people))
	// IDs differ from one walk to the next, people do not.
	slices.SortStableFunc(ids, func(a, b string) int {
		return strings.Compare(fmt.Sprint(named(people[a])), fmt.Sprint(named(people[b])))
	})
	if len(ids) == 0 {
		return ""
	}
	return providertest.OneOf(w.Random, ids)
}

// named is a person without IDs.
func named(p shown) shown {
	p.SystemID, p.IdentityID, p.UserID = "", "", ""
	return p
}

// changeByHand does what somebody else may do at any time, and says what.
func (w *walk) changeByHand() string {
	now := look(w.t, w.World)
	identity, user := w.anybody(now, providertest.UserIdentityType), w.anybody(now, acsUserType)
	switch w.Random.IntN(14) {
	case 0:
		return "came the identity " + w.comeIdentity()
	case 1, 2, 3, 4:
		if user == "" {
			return "came the user " + w.comeUser()
		}
		return w.changeUserByHand(user)
	case 5:
		if identity != "" && user != "" {
			w.LinkUser(user, identity)
			return "linked " + user + " to " + identity
		}
	case 6:
		into := w.anybody(now, providertest.UserIdentityType)
		if identity != "" && into != identity {
			w.MergeIdentities(into, identity)
			return "merged " + identity + " into " + into
		}
	case 7:
		if identity != "" {
			w.DeleteIdentity(identity)
			return "deleted the identity " + identity
		}
	case 8:
		if identity != "" {
			ask(w.t, w.World, providertest.PathUpdateIdentity, map[string]any{"user_identity_id": identity, "full_name": w.fullName()}, nil)
			return "renamed the identity " + identity
		}
	case 9:
		w.ReleaseChanges()
		return "the access system has all changes"
	case 10:
		return w.forget()
	case 11:
		return w.untaint()
	default:
	}
	return "came the user " + w.comeUser()
}

func (w *walk) changeUserByHand(user string) string {
	switch w.Random.IntN(6) {
	case 0:
		w.DeleteUser(user)
		return "deleted " + user
	case 1:
		w.UnlinkUser(user)
		return "unlinked " + user
	case 2:
		ask(w.t, w.World, pathUpdateUser, map[string]any{"acs_user_id": user, "full_name": w.fullName()}, nil)
		return "renamed " + user
	case 3:
		isSuspended := w.Chance(2)
		w.SetSuspended(user, isSuspended)
		return fmt.Sprintf("suspended %s: %v", user, isSuspended)
	case 4:
		w.AddUserError(user, "failed_to_create_on_acs_system", "No.")
		return "failed to create " + user
	default:
		return "made " + user + " anew as " + w.RecreateUser(user, w.Chance(2))
	}
}

func (w *walk) comeIdentity() string {
	return w.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: w.fullName(), Key: fmt.Sprintf("hand%d", w.Step), EmailAddress: w.freeEmail()})
}

// freeEmail is an address that no user identity has, since two cannot have one.
func (w *walk) freeEmail() string {
	w.contacts++
	return fmt.Sprintf("p%d@example.com", w.contacts)
}

func (w *walk) comeUser() string {
	return w.AddUser(providertest.OneOf(w.Random, w.systems), fakeseam.User{FullName: w.fullName(), EmailAddress: w.email()})
}

// forget takes an object out of the state, as terraform state rm does.
func (w *walk) forget() string {
	if len(w.objects) == 0 {
		return "nothing"
	}
	i := w.Random.IntN(len(w.objects))
	o := w.objects[i]
	w.objects = slices.Delete(w.objects, i, i+1)
	return "forgot " + o.String()
}

// untaint keeps what the state has as tainted.
func (w *walk) untaint() string {
	for _, o := range w.objects {
		o.isTainted = false
	}
	return "nothing is tainted"
}
