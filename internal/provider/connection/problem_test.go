// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// metBy is what three objects are told in turn: two while planning, and one while applying. The last is always told.
func metBy(problem func(user string) *connection.Problem) (first, second, third diag.Diagnostics) {
	conn := &connection.Connection{}
	conn.TellWhilePlanning(&first, problem("ada"))
	conn.TellWhilePlanning(&second, problem("bob"))
	conn.TellWhileApplying(&third, problem("cay"))
	return first, second, third
}

func TestCauseIsToldAtLengthOnce(t *testing.T) {
	t.Parallel()
	conn, _, _ := connect(t)
	const there = "5d3e0c1a-8f74-4f0b-9c66-0a1b2c3d4e5f"
	failedWith := func(err error) func(string) *connection.Problem {
		return func(user string) *connection.Problem {
			return connection.Failure{
				Summary: "It failed", Subject: "Access group: " + testGroup + "\nACS user: " + user, ACSAccessGroupID: testGroup,
			}.Problem(err)
		}
	}
	for name, c := range map[string]struct {
		problem func(user string) *connection.Problem
		summary string
	}{
		"another workspace": {
			problem: func(user string) *connection.Problem {
				return conn.CheckWorkspace(t.Context(), connection.Tracked{Subject: "Access group: " + testGroup + "\nACS user: " + user, WorkspaceID: there})
			},
			summary: anotherWorkspace,
		},
		"unknown access group": {failedWith(answered(404, "acs_access_group_not_found", "no")), "It failed: acs_access_group not found"},
		"refused credential":   {failedWith(answered(401, "unauthorized", "no")), "It failed: the credential was refused"},
		"rate limit":           {failedWith(answered(429, "too_many_requests", "no")), "It failed: rate limit exceeded"},
		"outage":               {failedWith(answered(503, "unavailable", "no")), "It failed"},
		"no answer":            {failedWith(&seam.Error{Path: "/acs/users/get", Err: errors.New("connection refused")}), "It failed: Seam did not answer"},
		"not Seam":             {failedWith(answered(404, "", "a page")), "It failed: not a Seam API response"},
		"workspace changed":    {failedWith(fmt.Errorf("%w: first a, now b", roster.ErrWorkspaceChanged)), "It failed: the credential opens another workspace now"},
		"interrupted":          {failedWith(context.Canceled), "It failed: the run was interrupted"},
	} {
		first, second, third := metBy(c.problem)
		if full := onlyError(t, first); full.Summary() != c.summary || len(full.Detail()) < 100 && name != "interrupted" {
			t.Errorf("%s: the first is told %q, %q", name, full.Summary(), full.Detail())
		}
		if len(second) > 0 {
			t.Errorf("%s: the second is told %v, want silence", name, second)
		}
		brief := onlyError(t, third)
		want := "Access group: " + testGroup + ", ACS user: cay. Another error of this run tells the cause at length."
		if brief.Summary() != c.summary || brief.Detail() != want {
			t.Errorf("%s: the third is told %q, %q, want %q, %q", name, brief.Summary(), brief.Detail(), c.summary, want)
		}
	}
}

func TestProblemOfOneObjectIsToldAtLengthEachTime(t *testing.T) {
	t.Parallel()
	for name, err := range map[string]error{
		"unknown ACS user": answered(404, "acs_user_not_found", "no"),
		"invalid input":    answered(400, "invalid_input", "no"),
		"contradiction":    fmt.Errorf("%w: it has ACS user ada, but said of its access groups: not found", roster.ErrContradiction),
		"another question": &seam.Error{Path: "/acs/users/get", Status: 200, Err: errors.New(`asked for acs_user_id ada, Seam answered with "bob"`)},
	} {
		first, second, third := metBy(func(user string) *connection.Problem {
			return connection.Failure{Summary: "It failed", Subject: user, ACSAccessGroupID: testGroup}.Problem(err)
		})
		for _, told := range []diag.Diagnostics{first, second, third} {
			if got := onlyError(t, told).Detail(); len(got) < 100 {
				t.Errorf("%s: it is told in brief: %q", name, got)
			}
		}
	}
}

func TestAccessGroupsThatAreGoneAreToldEach(t *testing.T) {
	t.Parallel()
	unknown := answered(404, "acs_access_group_not_found", "no")
	conn := &connection.Connection{}
	for _, group := range []string{"lobby", "lab"} {
		var diags diag.Diagnostics
		conn.TellWhilePlanning(&diags, connection.Failure{Summary: "It failed", ACSAccessGroupID: group}.Problem(unknown))
		onlyError(t, diags)
	}
}

// In a check block, the error of a data source is a warning, and the walk goes on: a resource may not rely on it.
func TestLookUpsTellACauseOnceAndApartFromResources(t *testing.T) {
	t.Parallel()
	outage := answered(503, "unavailable", "no")
	conn := &connection.Connection{}
	var first, second, third, resource diag.Diagnostics
	conn.TellWhileLookingUp(&first, connection.Failure{Summary: "It failed", Subject: "name: Lobby"}.Problem(outage))
	conn.TellWhileLookingUp(&second, connection.Failure{Summary: "It failed", Subject: "name: Lab"}.Problem(outage))
	conn.TellWhileLookingUp(&third, connection.Failure{Summary: "It failed"}.Problem(outage))
	conn.TellWhilePlanning(&resource, connection.Failure{Summary: "It failed"}.Problem(outage))
	for name, told := range map[string]diag.Diagnostics{"the first": first, "the resource": resource} {
		if got := onlyError(t, told).Detail(); len(got) < 100 {
			t.Errorf("%s is told in brief: %q", name, got)
		}
	}
	for want, told := range map[string]diag.Diagnostics{
		"name: Lab. Another error of this run tells the cause at length.": second,
		"Another error of this run tells the cause at length.":            third,
	} {
		if got := onlyError(t, told).Detail(); got != want {
			t.Errorf("it is told %q, want %q", got, want)
		}
	}
}
