// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestDemoTellsTheWholeStory(t *testing.T) {
	t.Parallel()
	building := fakeseam.NewBuilding()
	output, err := runDemo(t.Context(), t, building, ignore)
	if err != nil {
		t.Fatalf("the demo failed: %v\n%s", err, output)
	}

	rest := output
	for _, line := range []string{
		`resource "seam_acs_access_group_membership" "front_door" {`,
		"- Installed seamapi/seam v0.0.1 (unauthenticated)",
		"1. Plan",
		"Plan: 7 to add, 0 to change, 0 to destroy.",
		"Front door    nobody",
		"2. Apply",
		"Apply complete! Resources: 7 added, 0 changed, 0 destroyed.",
		"Front door    Ada Lindqvist, Bruno Costa, Chidi Okafor, Dana Weiss",
		"Garage        Elif Demir, Farid Haddad",
		"Roof terrace  Dana Weiss",
		"3. Plan again",
		"No changes. Your infrastructure matches the configuration.",
		"4. Drift",
		`# seam_acs_access_group_membership.front_door["bruno"] will be created`,
		"Plan: 1 to add, 0 to change, 0 to destroy.",
		"Warning: A membership is gone",
		"Front door    Ada Lindqvist, Chidi Okafor, Dana Weiss",
		"5. Repair",
		"Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
		"Front door    Ada Lindqvist, Bruno Costa, Chidi Okafor, Dana Weiss",
		"6. Destroy",
		"Destroy complete! Resources: 7 destroyed.",
		"Front door    nobody",
		"The calls that the fake saw",
		"/acs/users/remove_from_access_group            0           0           0           0           0           7",
		"All went as told",
	} {
		_, after, found := strings.Cut(rest, line)
		if !found {
			t.Fatalf("the story does not go on with %q:\n%s", line, output)
		}
		rest = after
	}
	for _, noise := range []string{"Refreshing state", "\x1b", "overrides"} {
		if strings.Contains(output, noise) {
			t.Errorf("the story contains %q:\n%s", noise, output)
		}
	}
}

func TestDemoFailsWhereTheMembersAreNotAsTold(t *testing.T) {
	t.Parallel()
	building := fakeseam.NewBuilding()
	building.Fake.AddMember(building.Groups[1].ID, building.Users[2].ID)
	output, err := runDemo(t.Context(), t, building, ignore)
	if err == nil || !strings.Contains(err.Error(), "step 1, Plan: the members are map[Garage:[Chidi Okafor]]") {
		t.Errorf("got the error %v after:\n%s", err, output)
	}
}

func TestDemoStopsWhenInterrupted(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancelCause(t.Context())
	defer interrupt(nil)
	interrupted := errors.New("interrupted")
	building := fakeseam.NewBuilding()
	output, err := runDemo(ctx, t, building, func(written string) {
		if strings.Contains(written, "$ terraform apply") {
			building.Fake.SetLatency(time.Hour)
			go func() {
				for len(building.Fake.Requests()) == 0 && ctx.Err() == nil {
					time.Sleep(time.Millisecond)
				}
				interrupt(interrupted)
			}()
		}
	})
	if !errors.Is(err, interrupted) || !strings.Contains(err.Error(), "step 2, Apply: terraform apply") {
		t.Errorf("got the error %v after:\n%s", err, output)
	}
}

func TestStepIsCheckedAgainstWhatItTells(t *testing.T) {
	t.Parallel()
	told := step{
		says:    "1 added",
		members: members{"Garage": {"Ada Lindqvist"}},
		changes: calls{pathAddACSUser: 1},
	}
	tests := map[string]struct {
		output  string
		members members
		calls   calls
		want    string
	}{
		"as told":             {"1 added", members{"Garage": {"Ada Lindqvist"}}, calls{pathAddACSUser: 1, "/workspaces/get": 1}, ""},
		"said something else": {"0 added", members{"Garage": {"Ada Lindqvist"}}, calls{pathAddACSUser: 1}, `did not say "1 added"`},
		"a member too few":    {"1 added", members{}, calls{pathAddACSUser: 1}, "the members are map[], and should be"},
		"a member too many":   {"1 added", members{"Garage": {"Ada Lindqvist", "Bruno Costa"}}, calls{pathAddACSUser: 1}, "the members are"},
		"a call too few":      {"1 added", members{"Garage": {"Ada Lindqvist"}}, calls{}, pathAddACSUser + " was called 0 times"},
		"a removal too many":  {"1 added", members{"Garage": {"Ada Lindqvist"}}, calls{pathAddACSUser: 1, pathRemove: 1}, pathRemove + " was called 1 times"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := told.check(test.output, test.members, test.calls)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}

// runDemo runs the demo and checks that it leaves no file behind. It returns what the demo wrote; onWrite gets each piece
// of that at once.
func runDemo(ctx context.Context, t *testing.T, building fakeseam.Building, onWrite func(written string)) (string, error) {
	t.Helper()
	// Not t.TempDir: the path of a provider's socket, which lies inside, must not be long.
	parent, err := os.MkdirTemp("", "demo")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(parent); err != nil {
			t.Error(err)
		}
	})

	out := &watched{onWrite: onWrite}
	err = run(ctx, out, parent, building)
	left, readErr := os.ReadDir(parent)
	if readErr != nil || len(left) > 0 {
		t.Errorf("the demo left %v behind, %v", left, readErr)
	}
	return out.written.String(), err
}

// watched keeps what is written to it, and passes it on.
type watched struct {
	written strings.Builder
	onWrite func(written string)
}

func (w *watched) Write(p []byte) (int, error) {
	w.onWrite(string(p))
	return w.written.Write(p)
}

func ignore(string) {}
