// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// pass is one go through everything that is to be learnt.
type pass struct {
	client *seam.Client
	// patience is how long a change may take to show, and interval how often it is looked for.
	patience time.Duration
	interval time.Duration
	target   target
	report   report
}

// errProduction is why a pass does not begin.
var errProduction = errors.New("the workspace of SEAM_API_KEY is no sandbox (is_sandbox is false): nothing was changed in it")

// run makes the pass and restores what was there, also where something goes wrong or the context ends.
func (p *pass) run(ctx context.Context) (err error) {
	workspace, err := p.client.GetWorkspace(ctx)
	if err != nil {
		return err
	}
	if !workspace.IsSandbox {
		return errProduction
	}
	if p.target, err = p.findTarget(ctx); err != nil {
		return err
	}
	p.report.system = p.target.system.ExternalTypeDisplayName
	defer func() { err = errors.Join(err, p.restore(context.WithoutCancel(ctx))) }()

	for _, learn := range []func(context.Context) error{
		p.makeNonMember, p.unknowns, p.removal("Removing somebody who is no member"), p.firstAddition,
		p.addition("Adding a member again"), p.costOfListing, p.firstRemoval, p.removal("Removing somebody again"),
	} {
		if err := learn(ctx); err != nil {
			return err
		}
	}
	return nil
}

func (p *pass) add(ctx context.Context) error {
	return p.client.AddACSUserToAccessGroup(ctx, p.target.userID, p.target.groupID)
}

func (p *pass) remove(ctx context.Context) error {
	return p.client.RemoveUserFromACSAccessGroup(ctx, p.target.groupID, seam.UserSelector{ACSUserID: p.target.userID})
}

// makeNonMember makes the target one that can be added.
func (p *pass) makeNonMember(ctx context.Context) error {
	if !p.target.wasMember {
		return nil
	}
	if err := p.remove(ctx); err != nil {
		return err
	}
	_, err := p.await(ctx, false)
	return err
}

// restore leaves the membership as it was found.
func (p *pass) restore(ctx context.Context) error {
	change := p.remove
	if p.target.wasMember {
		change = p.add
	}
	// Whatever the change is answered with, the list decides: where there is nothing to do, that may be an error.
	problem := change(ctx)
	took, err := p.await(ctx, p.target.wasMember)
	if err == nil && took >= 0 {
		return nil
	}
	state := "no member"
	if p.target.wasMember {
		state = "a member"
	}
	return errors.Join(fmt.Errorf("restoring failed, please see to it by hand: %s was %s before", p.target, state), problem, err)
}

// unknowns learns what IDs are answered with that belong to nothing.
func (p *pass) unknowns(ctx context.Context) error {
	nobody, nothing := uuid.NewString(), uuid.NewString()
	for _, try := range []struct {
		question string
		send     func() error
	}{
		{"Adding an unknown user", func() error { return p.client.AddACSUserToAccessGroup(ctx, nobody, p.target.groupID) }},
		{"Adding to an unknown access group", func() error { return p.client.AddACSUserToAccessGroup(ctx, p.target.userID, nothing) }},
		{"Adding an unknown user to an unknown access group", func() error { return p.client.AddACSUserToAccessGroup(ctx, nobody, nothing) }},
		{"Getting an unknown user", func() error { _, err := p.client.GetACSUser(ctx, nobody); return err }},
		{"Listing the users of an unknown access group", func() error { _, err := p.client.ListACSAccessGroupUsers(ctx, nothing); return err }},
	} {
		if err := p.learn(try.question, try.send()); err != nil {
			return err
		}
	}
	return nil
}

// addition learns what another addition is answered with.
func (p *pass) addition(question string) func(context.Context) error {
	return func(ctx context.Context) error { return p.learn(question, p.add(ctx)) }
}

// removal learns what a removal is answered with where there is nothing to remove.
func (p *pass) removal(question string) func(context.Context) error {
	return func(ctx context.Context) error { return p.learn(question, p.remove(ctx)) }
}

func (p *pass) firstAddition(ctx context.Context) error {
	if err := p.add(ctx); err != nil {
		return err
	}
	return p.follow(ctx, true, "Is a new member listed at once?", "What is pending after an addition?")
}

func (p *pass) firstRemoval(ctx context.Context) error {
	if err := p.remove(ctx); err != nil {
		return err
	}
	return p.follow(ctx, false, "Is a former member gone from the list at once?", "What is pending after a removal?")
}

// follow learns when a change shows in the list, and what shows as pending until then.
func (p *pass) follow(ctx context.Context, member bool, listedQuestion, pendingQuestion string) error {
	listed, err := p.isListed(ctx)
	if err != nil {
		return err
	}
	pending, err := p.pending(ctx)
	if err != nil {
		return err
	}
	p.report.add(pendingQuestion, pending)
	if listed == member {
		p.report.add(listedQuestion, "yes")
		return nil
	}
	took, err := p.await(ctx, member)
	switch {
	case err != nil:
		return err
	case took < 0:
		p.report.add(listedQuestion, fmt.Sprintf("no, and not within %s either", p.patience))
	default:
		p.report.add(listedQuestion, fmt.Sprintf("no, after %s", took.Round(10*time.Millisecond)))
	}
	return nil
}

// pending says which changes of its groups the target's user waits for.
func (p *pass) pending(ctx context.Context) (string, error) {
	user, err := p.client.GetACSUser(ctx, p.target.userID)
	if err != nil {
		return "", err
	}
	var codes []string
	for _, mutation := range user.PendingMutations {
		codes = append(codes, "`"+mutation.Code+"`")
	}
	if len(codes) == 0 {
		return "nothing", nil
	}
	slices.Sort(codes)
	return strings.Join(slices.Compact(codes), ", "), nil
}

// costOfListing learns how long the list of a group takes.
func (p *pass) costOfListing(ctx context.Context) error {
	start := time.Now()
	members, err := p.client.ListACSAccessGroupUsers(ctx, p.target.groupID)
	if err != nil {
		return err
	}
	p.report.add("How long does listing an access group take?",
		fmt.Sprintf("%s, with %d in it", time.Since(start).Round(time.Millisecond), len(members)))
	return nil
}

// await waits until the list shows the target as a member, or as none, and returns how long that took; a negative duration
// where it does not within the pass's patience.
func (p *pass) await(ctx context.Context, member bool) (time.Duration, error) {
	start := time.Now()
	for {
		listed, err := p.isListed(ctx)
		if err != nil {
			return 0, err
		}
		if listed == member {
			return time.Since(start), nil
		}
		if time.Since(start) > p.patience {
			return -1, nil
		}
		select {
		case <-ctx.Done():
			return 0, ctx.Err()
		case <-time.After(p.interval):
		}
	}
}

func (p *pass) isListed(ctx context.Context) (bool, error) {
	members, err := p.client.ListACSAccessGroupUsers(ctx, p.target.groupID)
	return lists(members, p.target.userID), err
}

// learn reports what a request was answered with. An error that is about something else than the request teaches nothing,
// and is returned: no answer, a refused credential, a rate limit, an outage.
func (p *pass) learn(question string, err error) error {
	var failure *seam.Error
	switch {
	case err == nil:
		p.report.add(question, "200")
		return nil
	case errors.As(err, &failure) && (seam.IsNotFound(err) || seam.IsRefused(err)):
		p.report.add(question, fmt.Sprintf("%d %#q", failure.Status, failure.Type))
		return nil
	default:
		return err
	}
}
