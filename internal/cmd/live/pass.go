// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// pass goes once through everything that is to be learned.
type pass struct {
	client *seam.Client
	// patience is how long a change may take to show in the list of a group, and interval how often to look.
	patience time.Duration
	interval time.Duration

	target   target
	findings []finding
}

// question is one thing to learn.
type question struct {
	text  string
	learn func(context.Context) (string, error)
}

type finding struct{ question, answer string }

var errNotSandbox = errors.New("the workspace of SEAM_API_KEY is not a sandbox (is_sandbox is false): nothing was changed in it")

// run makes the pass. It removes the target from the access group at the end, and deletes whom it has made, also after a
// failure or an interrupt.
func (p *pass) run(ctx context.Context) (err error) {
	workspace, err := p.client.GetWorkspace(ctx)
	if err != nil {
		return err
	}
	if !workspace.IsSandbox {
		return errNotSandbox
	}
	if p.target, err = findTarget(ctx, p.client); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.restore(context.WithoutCancel(ctx))) }()
	if err := p.learn(ctx, p.questions()); err != nil {
		return err
	}
	return p.learnFromNewcomer(ctx)
}

// questions are what is to be learned from the target, in order.
func (p *pass) questions() []question {
	user, group := p.target.userID, p.target.groupID
	unknownUser, unknownGroup := uuid.NewString(), uuid.NewString()
	return []question{
		{"Adding an unknown user", p.adding(unknownUser, group)},
		{"Adding to an unknown access group", p.adding(user, unknownGroup)},
		{"Adding an unknown user to an unknown access group", p.adding(unknownUser, unknownGroup)},
		{"Getting an unknown user", func(ctx context.Context) (string, error) {
			_, err := p.client.GetACSUser(ctx, unknownUser)
			return status(err)
		}},
		{"Listing the users of an unknown access group", func(ctx context.Context) (string, error) {
			_, err := p.client.ListAccessGroupUsers(ctx, unknownGroup)
			return status(err)
		}},
		{"Removing somebody who is not a member", p.removing},
		{"Adding somebody", func(ctx context.Context) (string, error) {
			return "200", p.client.AddUserToAccessGroup(ctx, group, seam.UserSelector{ACSUserID: user})
		}},
		{"What is pending after an addition?", func(ctx context.Context) (string, error) { return p.pendingOf(ctx, user) }},
		{"Is a new member listed at once?", p.listed(true)},
		{"Adding a member again", p.adding(user, group)},
		{"Removing a member", func(ctx context.Context) (string, error) { return "200", p.remove(ctx) }},
		{"What is pending after a removal?", func(ctx context.Context) (string, error) { return p.pendingOf(ctx, user) }},
		{"Is a former member gone from the list at once?", p.listed(false)},
		{"Removing somebody again", p.removing},
	}
}

func (p *pass) learn(ctx context.Context, questions []question) error {
	for _, asked := range questions {
		answer, err := asked.learn(ctx)
		if err != nil {
			return fmt.Errorf("%s: %w", asked.text, err)
		}
		p.findings = append(p.findings, finding{asked.text, answer})
	}
	return nil
}

func (p *pass) adding(userID, groupID string) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		return status(p.client.AddUserToAccessGroup(ctx, groupID, seam.UserSelector{ACSUserID: userID}))
	}
}

func (p *pass) remove(ctx context.Context) error {
	return p.client.RemoveUserFromAccessGroup(ctx, p.target.groupID, seam.UserSelector{ACSUserID: p.target.userID})
}

func (p *pass) removing(ctx context.Context) (string, error) {
	return status(p.remove(ctx))
}

// status is what Seam answered to a request. An error that says nothing about the request itself is returned: a refused
// credential, a rate limit, an outage.
func status(err error) (string, error) {
	var failure *seam.Error
	switch {
	case err == nil:
		return "200", nil
	case errors.As(err, &failure) && (seam.IsNotFound(err) || seam.IsRefused(err)):
		return fmt.Sprintf("%d %#q", failure.Status, failure.Type), nil
	default:
		return "", err
	}
}

// pendingOf names the pending changes of an ACS user.
func (p *pass) pendingOf(ctx context.Context, acsUserID string) (string, error) {
	user, err := p.client.GetACSUser(ctx, acsUserID)
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

// listed tells when the group's list has, or no longer has, the target in it.
func (p *pass) listed(want bool) func(context.Context) (string, error) {
	return func(ctx context.Context) (string, error) {
		looks, took, err := p.await(ctx, want)
		switch {
		case errors.Is(err, errImpatient):
			return fmt.Sprintf("no, and not within %s either", p.patience), nil
		case looks == 1:
			return "yes", err
		default:
			return fmt.Sprintf("no, after %s", took.Round(10*time.Millisecond)), err
		}
	}
}

var errImpatient = errors.New("the list of the access group does not show the change")

// await waits until the group's list has the target in it, or has not, and returns how often it looked and how long that
// took. The error is errImpatient if the list does not change within the pass's patience.
func (p *pass) await(ctx context.Context, want bool) (looks int, took time.Duration, err error) {
	start := time.Now()
	for {
		members, err := p.client.ListAccessGroupUsers(ctx, p.target.groupID)
		if err != nil {
			return looks, 0, err
		}
		looks, took = looks+1, time.Since(start)
		if lists(members, p.target.userID) == want {
			return looks, took, nil
		}
		if took > p.patience {
			return looks, took, errImpatient
		}
		select {
		case <-ctx.Done():
			return looks, took, ctx.Err()
		case <-time.After(p.interval):
		}
	}
}

// restore removes the target from the group. The list decides whether that worked: for somebody who is not a member, the
// removal itself may be answered with an error.
func (p *pass) restore(ctx context.Context) error {
	refused := p.remove(ctx)
	if _, _, err := p.await(ctx, false); err != nil {
		return errors.Join(fmt.Errorf("cleaning up failed: please remove %s by hand", p.target), err, refused)
	}
	return nil
}

// print writes what was learned as Markdown, to be pasted into an issue.
func (p *pass) print(out io.Writer) error {
	if len(p.findings) == 0 {
		return nil
	}
	var text strings.Builder
	fmt.Fprintf(&text, "### How the Seam API behaves\n\nAccess system: %s, %s\n\n", p.target.system, time.Now().UTC().Format(time.DateOnly))
	text.WriteString("| question | answer |\n|---|---|\n")
	for _, f := range p.findings {
		fmt.Fprintf(&text, "| %s | %s |\n", f.question, strings.ReplaceAll(f.answer, "|", `\|`))
	}
	_, err := io.WriteString(out, text.String())
	return err
}
