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
		"- Installed seamapi/seam v0.0.1 (unauthenticated)",
		"1. Gesa Brandt is hired.",
		"# seam_acs_user.gesa[0] will be created",
		"Plan: 4 to add, 0 to change, 0 to destroy.",
		"Apply complete! Resources: 4 added, 0 changed, 0 destroyed.",
		"Main entrance  opens to Ada Lindqvist, Bruno Costa, Gesa Brandt",
		"Garage gate    opens to Gesa Brandt",
		"Terrace door   opens to nobody",
		"2. Everything is as declared",
		"No changes. Your infrastructure matches the configuration.",
		"3. Somebody lets Chidi Okafor in",
		`- "Chidi Okafor" = "40000000-0000-4000-8000-000000000003"`,
		"opens to Ada Lindqvist, Bruno Costa, Chidi Okafor, Gesa Brandt",
		"4. An apply does what its plan shows",
		"opens to Ada Lindqvist, Bruno Costa, Gesa Brandt",
		"5. Somebody takes Gesa out of Garage",
		"Warning: A membership is gone",
		"6. Gesa moves",
		"Garage gate    opens to nobody",
		"Terrace door   opens to Gesa Brandt",
		"7. Her card is stolen.",
		"~ is_suspended ",
		"Terrace door   opens to nobody",
		"8. She leaves.",
		"# seam_user_identity.gesa[0] will be destroyed",
		"Apply complete! Resources: 0 added, 0 changed, 3 destroyed.",
		"9. Destroying the rest",
		"Main entrance  opens to nobody",
		"Every step did what it said",
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

func TestDemoFailsWhereTheDoorsAreNotAsTold(t *testing.T) {
	t.Parallel()
	building := fakeseam.NewBuilding()
	building.Fake.AddMember(building.Groups[1].ID, building.Users[2].ID)
	output, err := runDemo(t.Context(), t, building, ignore)
	if err == nil || !strings.Contains(err.Error(), "step 1: the doors are opened by map[") {
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
	if !errors.Is(err, interrupted) || !strings.Contains(err.Error(), "step 1: terraform apply") {
		t.Errorf("got the error %v after:\n%s", err, output)
	}
}

func TestStepIsCheckedAgainstWhatItTells(t *testing.T) {
	t.Parallel()
	told := step{
		says:    []string{"1 added", "0 changed"},
		doors:   doors{"Garage gate": {"Ada Lindqvist"}},
		changes: calls{pathAdd: 1},
	}
	const said = "1 added, 0 changed"
	tests := map[string]struct {
		output  string
		doors   doors
		changes calls
		want    string
	}{
		"as told":             {said, doors{"Garage gate": {"Ada Lindqvist"}}, calls{pathAdd: 1}, ""},
		"said something else": {"1 added, 1 changed", doors{"Garage gate": {"Ada Lindqvist"}}, calls{pathAdd: 1}, `did not say "0 changed"`},
		"somebody too few":    {said, doors{}, calls{pathAdd: 1}, "the doors are opened by map[], and should be"},
		"somebody too many":   {said, doors{"Garage gate": {"Ada Lindqvist", "Bruno Costa"}}, calls{pathAdd: 1}, "the doors are opened by"},
		"a call too few":      {said, doors{"Garage gate": {"Ada Lindqvist"}}, calls{}, "the changes sent are map[]"},
		"a removal too many":  {said, doors{"Garage gate": {"Ada Lindqvist"}}, calls{pathAdd: 1, pathRemove: 1}, "the changes sent are"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := told.check(test.output, test.doors, test.changes)
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
