// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Command demo shows the provider at work: it builds the provider, starts a fake of the Seam API with a small building in
// it, and has the real Terraform plan, apply, repair and destroy memberships there. It fails if anything turns out differently
// from what it tells, so it is also a check. It has to run inside the provider's module.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

func main() {
	// SIGPIPE arrives when nobody reads the output any more, as in "make demo | head".
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGPIPE)
	err := run(ctx, os.Stdout, "", fakeseam.NewBuilding())
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// run tells the story of a building to out. Its files lie in a new directory inside tempDir, by default the system's for
// temporary files, and are gone when it returns.
func run(ctx context.Context, out io.Writer, tempDir string, building fakeseam.Building) (err error) {
	terraform, err := tf.Find(ctx)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(tempDir, "seam-demo-")
	if err != nil {
		return fmt.Errorf("making a working directory: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	server := httptest.NewServer(building.Fake)
	defer server.Close()

	apiKey := building.Fake.AddAPIKey(building.WorkspaceID)
	d := demo{out, building, apiKey, tf.Dir{Path: dir, Terraform: terraform, Env: []string{
		"SEAM_ENDPOINT=" + server.URL,
		"SEAM_API_KEY=" + apiKey,
		"TMPDIR=" + dir, // what an interrupted command leaves there goes with the directory
	}}}
	return d.tell(ctx)
}

// providerVersion is the version that Terraform installs the build as. It takes 0.0.0 for no version at all.
const providerVersion = "0.0.1"

// demo tells the story of one building.
type demo struct {
	out       io.Writer
	building  fakeseam.Building
	apiKey    string
	terraform tf.Dir
}

func (d demo) tell(ctx context.Context) error {
	d.printf("The Seam provider for Terraform, at work on a fake of the Seam API. Nothing leaves this machine.\n\n")
	d.printf("The building is %s, with the doors %s.\n", d.building.System.Name, strings.Join(names(d.building.Entrances), ", "))
	d.printf("The access group Front door opens Main entrance; Garage opens Garage gate and Main entrance; Roof terrace opens Terrace door.\n")
	d.printf("Nobody is in any of them yet. Cards and mobile keys are another matter: a membership opens a door to whoever has one.\n")
	d.printf("Its configuration is internal/cmd/demo/%s.\n\n", configurationName)

	d.printf("Building the provider, and installing it with terraform init:\n\n")
	if err := d.install(ctx); err != nil {
		return err
	}
	for i, step := range story() {
		d.printf("\n%d. %s\n\n", i+1, step.text)
		if err := d.take(ctx, step); err != nil {
			return fmt.Errorf("step %d: %w", i+1, err)
		}
	}
	d.printf("\n%s\n", closing)
	return nil
}

// install builds the provider into a mirror, and has Terraform install it from there.
func (d demo) install(ctx context.Context) error {
	mirror := filepath.Join(d.terraform.Path, "mirror")
	name := "terraform-provider-seam_v" + providerVersion
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	platform := runtime.GOOS + "_" + runtime.GOARCH
	err := errors.Join(
		tf.Build(ctx, filepath.Join(mirror, "registry.terraform.io", "seamapi", "seam", providerVersion, platform, name), tf.Provider),
		d.terraform.UseMirror(mirror),
		d.terraform.Write(configurationName, configuration),
	)
	if err != nil {
		return err
	}
	output, err := d.terraform.Run(ctx, "init")
	if err == nil {
		// The rest is advice on lock files.
		output = strings.Join(regexp.MustCompile(`(?m)^- .*`).FindAllString(output, -1), "\n")
	}
	d.printf("%s", indent(output))
	return err
}

// take takes one step. The error is Terraform's, or says what differs from what the step tells.
func (d demo) take(ctx context.Context, step step) error {
	d.building.Fake.ResetRequests()
	if step.byHand != nil {
		step.byHand(d.building)
	}
	d.printf("    $ terraform %s\n", asTyped(step.command))
	output, err := d.terraform.Run(ctx, step.command...)
	if err != nil {
		d.printf("%s", indent(output))
		return err
	}
	d.printf("%s", indent(gist(output)))
	// Before the demo itself asks which doors are open.
	changed := changesIn(d.building.Fake.Requests())
	opened, err := doorsOf(ctx, d.building, d.apiKey)
	if err != nil {
		return err
	}
	d.printf("\n")
	for _, entrance := range d.building.Entrances {
		d.printf("  %-14s opens to %s\n", entrance.Name, people(opened[entrance.Name]))
	}
	return step.check(output, opened, changed)
}

// printf continues the story. Its error is ignored: if nobody reads any more, SIGPIPE ends the context.
func (d demo) printf(format string, arguments ...any) {
	_, _ = fmt.Fprintf(d.out, format, arguments...)
}

// asTyped is a command as it is typed into a shell.
func asTyped(command []string) string {
	words := make([]string, len(command))
	for i, word := range command {
		words[i] = word
		if strings.Contains(word, " ") {
			words[i] = "'" + word + "'"
		}
	}
	return strings.Join(words, " ")
}

// gist is what a reader looks for in what Terraform prints: what happens to which object, who comes and goes by name, the
// summaries of warnings, and the result.
func gist(output string) string {
	lines := regexp.MustCompile(`(?m)^ +# \S+ (will|must) .*|^ +[-+~] "[^"]+" += .*|^ +~ is_suspended .*|^[│ ]*Warning: .*|^(Plan:|No changes|Apply complete!|Destroy complete!).*`).
		FindAllString(output, -1)
	for i, line := range lines {
		lines[i] = strings.TrimLeft(line, " │╷")
	}
	return strings.Join(lines, "\n")
}

// indent sets text off from the story.
func indent(text string) string {
	return regexp.MustCompile(`(?m)^.`).ReplaceAllString(strings.Trim(text, "\n"), "    $0") + "\n"
}
