// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// newcomer is somebody whom a pass makes, with an address that nobody has.
type newcomer struct {
	pass    *pass
	profile seam.UserIdentityProfile
	// userIdentityIDs and acsUserIDs are what has been made, the newest last.
	userIdentityIDs []string
	acsUserIDs      []string
}

func newNewcomer(p *pass) *newcomer {
	name := "terraform-provider-seam " + uuid.NewString()
	return &newcomer{pass: p, profile: seam.UserIdentityProfile{
		UserIdentityKey: name, FullName: name, EmailAddress: uuid.NewString() + "@example.com",
	}}
}

// learnFromNewcomer makes somebody, learns from them and deletes them. Where nobody can be listed, nobody could be cleaned up:
// then nobody is made.
func (p *pass) learnFromNewcomer(ctx context.Context) (err error) {
	n := newNewcomer(p)
	_, err = p.client.ListUserIdentities(ctx, seam.UserIdentityFilter{Search: n.profile.EmailAddress})
	var failure *seam.Error
	if errors.As(err, &failure) && failure.Status == http.StatusNotFound {
		p.findings = append(p.findings, finding{"Listing user identities", "404"})
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, n.delete(context.WithoutCancel(ctx))) }()
	return p.learn(ctx, n.questions())
}

// questions are what is to be learned from somebody who comes, changes and goes, in order.
func (n *newcomer) questions() []question {
	client := n.pass.client
	from, to := time.Now().Add(time.Hour).UTC(), time.Now().Add(2*time.Hour).UTC()
	bounded := &seam.AccessSchedule{StartsAt: from.Format(time.RFC3339), EndsAt: to.Format(time.RFC3339)}
	open := &seam.AccessSchedule{StartsAt: bounded.StartsAt}
	changes := func(c seam.ACSUserChanges) func(context.Context) (string, error) {
		return func(ctx context.Context) (string, error) { return status(client.UpdateACSUser(ctx, n.acsUserID(), c)) }
	}
	return []question{
		{"Making a user identity", n.createIdentity},
		{"Making a user identity with the same key and address again", n.createIdentity},
		{"Clearing the name of a user identity", n.clearName},
		{"Making an ACS user", n.createUser},
		{"Making an ACS user with the same address again", n.createUser},
		{"What is pending after an ACS user was made?", func(ctx context.Context) (string, error) { return n.pass.pendingOf(ctx, n.acsUserID()) }},
		{"Setting a schedule", changes(seam.ACSUserChanges{AccessSchedule: bounded})},
		{"Setting a schedule without an end", changes(seam.ACSUserChanges{AccessSchedule: open})},
		{"Clearing a schedule", changes(seam.ACSUserChanges{ClearsAccessSchedule: true})},
		{"Suspending somebody", func(ctx context.Context) (string, error) { return status(client.SuspendACSUser(ctx, n.acsUserID())) }},
		{"Suspending somebody again", func(ctx context.Context) (string, error) { return status(client.SuspendACSUser(ctx, n.acsUserID())) }},
		{"Deleting a user identity", func(ctx context.Context) (string, error) {
			return status(client.DeleteUserIdentity(ctx, n.userIdentityID()))
		}},
		{"Getting the ACS user of a deleted user identity", func(ctx context.Context) (string, error) {
			_, err := client.GetACSUser(ctx, n.acsUserID())
			return status(err)
		}},
	}
}

func (n *newcomer) createIdentity(ctx context.Context) (string, error) {
	identity, err := n.pass.client.CreateUserIdentity(ctx, n.profile)
	if err == nil {
		n.userIdentityIDs = append(n.userIdentityIDs, identity.UserIdentityID)
	}
	return status(err)
}

func (n *newcomer) createUser(ctx context.Context) (string, error) {
	user, err := n.pass.client.CreateACSUser(ctx, seam.ACSUserProfile{
		ACSSystemID: n.pass.target.acsSystemID, FullName: n.profile.FullName, EmailAddress: n.profile.EmailAddress,
		UserIdentityID: n.userIdentityID(),
	})
	if err == nil {
		n.acsUserIDs = append(n.acsUserIDs, user.ACSUserID)
	}
	return status(err)
}

// clearName tells whether null clears a field of a user identity.
func (n *newcomer) clearName(ctx context.Context) (string, error) {
	answer, err := status(n.pass.client.UpdateUserIdentity(ctx, n.userIdentityID(), seam.UserIdentityChanges{FullName: seam.SetTo("")}))
	if err != nil || answer != "200" {
		return answer, err
	}
	identity, err := n.pass.client.GetUserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: n.userIdentityID()})
	switch {
	case err != nil:
		return "", err
	case identity.FullName != "":
		return "200, and the name stays", nil
	default:
		return "200, and the name is gone", nil
	}
}

func (n *newcomer) userIdentityID() string { return n.userIdentityIDs[len(n.userIdentityIDs)-1] }

func (n *newcomer) acsUserID() string { return n.acsUserIDs[len(n.acsUserIDs)-1] }

// delete deletes everybody who was made, and whoever else has the newcomer's address: a create whose answer was lost may have
// made somebody. Whoever is gone already is no error.
func (n *newcomer) delete(ctx context.Context) error {
	client := n.pass.client
	users, err := client.ListACSUsers(ctx, seam.ACSUserFilter{ACSSystemID: n.pass.target.acsSystemID, Search: n.profile.EmailAddress})
	failures := []error{err}
	for i := range users {
		n.acsUserIDs = append(n.acsUserIDs, users[i].ACSUserID)
	}
	identities, err := client.ListUserIdentities(ctx, seam.UserIdentityFilter{Search: n.profile.EmailAddress})
	failures = append(failures, err)
	for i := range identities {
		n.userIdentityIDs = append(n.userIdentityIDs, identities[i].UserIdentityID)
	}
	for _, id := range n.acsUserIDs {
		if err := client.DeleteACSUser(ctx, id); err != nil && !seam.IsNotFound(err) {
			failures = append(failures, fmt.Errorf("ACS user %s: %w", id, err))
		}
	}
	for _, id := range n.userIdentityIDs {
		if err := client.DeleteUserIdentity(ctx, id); err != nil && !seam.IsNotFound(err) {
			failures = append(failures, fmt.Errorf("user identity %s: %w", id, err))
		}
	}
	if err := errors.Join(failures...); err != nil {
		return fmt.Errorf("cleaning up failed: please delete everybody called %q by hand: %w", n.profile.FullName, err)
	}
	return nil
}
