// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-version"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

// commandTimeout bounds a Terraform command.
const commandTimeout = 5 * time.Minute

// CLI runs Terraform with the provider's binary, in a directory of its own. It shows what people see, such as warnings and
// the requests of a single command, and each of its commands has provider processes of its own.
type CLI struct {
	// Dir is where the configuration and the state are, and has the environment of each command.
	tf.Dir

	t *testing.T
}

// NewCLI returns a CLI for a test, with an empty configuration. It builds the provider if no other test has.
func NewCLI(t *testing.T) *CLI {
	t.Helper()
	built, err := builtProvider()
	if err != nil {
		t.Fatal(err)
	}
	c := &CLI{Dir: tf.Dir{Path: t.TempDir(), Terraform: built.terraform}, t: t}
	if err := c.UseBuild(built.dir); err != nil {
		t.Fatal(err)
	}
	// As an override, it stands beside a configuration that requires the provider itself.
	c.Write("versions_override.tf", "terraform {\n  required_providers {\n    seam = { source = \"seamapi/seam\" }\n  }\n}\n")
	return c
}

// With is the same CLI with further variables in its environment.
func (c *CLI) With(variables ...string) *CLI {
	other := *c
	other.Env = slices.Concat(c.Env, variables)
	return &other
}

// Write writes a file beside the configuration.
func (c *CLI) Write(name, content string) {
	c.t.Helper()
	if err := c.Dir.Write(name, content); err != nil {
		c.t.Fatal(err)
	}
}

// Configure replaces the configuration.
func (c *CLI) Configure(config string) {
	c.t.Helper()
	c.Write("main.tf", config)
}

// Run runs a Terraform command, whether or not it succeeds.
func (c *CLI) Run(arguments ...string) Output {
	c.t.Helper()
	command, cancel := c.command(arguments)
	defer cancel()
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		c.t.Fatal(err)
	}
	return Output{t: c.t, text: output.String(), failed: err != nil}
}

func (c *CLI) command(arguments []string) (*exec.Cmd, context.CancelFunc) {
	ctx, cancel := context.WithTimeout(c.t.Context(), commandTimeout)
	return c.Command(ctx, arguments...), cancel
}

// Must runs a Terraform command that has to succeed.
func (c *CLI) Must(arguments ...string) Output {
	c.t.Helper()
	output := c.Run(arguments...)
	if output.failed {
		c.t.Fatalf("terraform %s failed:\n%s", strings.Join(arguments, " "), output)
	}
	return output
}

// MustFail runs a Terraform command that has to fail.
func (c *CLI) MustFail(arguments ...string) Output {
	c.t.Helper()
	output := c.Run(arguments...)
	if !output.failed {
		c.t.Fatalf("terraform %s succeeded:\n%s", strings.Join(arguments, " "), output)
	}
	return output
}

// Plan plans the configuration, with further arguments.
func (c *CLI) Plan(arguments ...string) Output {
	c.t.Helper()
	return c.Must(append([]string{"plan"}, arguments...)...)
}

// Apply applies the configuration, with further arguments.
func (c *CLI) Apply(arguments ...string) Output {
	c.t.Helper()
	return c.Must(append([]string{"apply", "-auto-approve"}, arguments...)...)
}

// Destroy destroys what is in the state, with further arguments.
func (c *CLI) Destroy(arguments ...string) Output {
	c.t.Helper()
	return c.Must(append([]string{"destroy", "-auto-approve"}, arguments...)...)
}

// NoChanges checks that there is nothing to plan.
func (c *CLI) NoChanges() {
	c.t.Helper()
	c.Plan().Says("No changes.")
}

// StateIsEmpty checks that there is nothing in the state, if there is one at all.
func (c *CLI) StateIsEmpty() {
	c.t.Helper()
	if listed := c.Run("state", "list"); !listed.failed && listed.text != "" {
		c.t.Errorf("the state has %q", listed.text)
	}
}

// State returns what is in the state.
func (c *CLI) State() *tfjson.State {
	c.t.Helper()
	var state tfjson.State
	c.show(&state)
	return &state
}

// PlannedActions plans the configuration, and returns what would be done with each object, by its address.
func (c *CLI) PlannedActions() map[string]tfjson.Actions {
	c.t.Helper()
	const file = "actions.tfplan"
	c.Plan("-out=" + file)
	var plan tfjson.Plan
	c.show(&plan, file)
	actions := map[string]tfjson.Actions{}
	for _, change := range plan.ResourceChanges {
		actions[change.Address] = change.Change.Actions
	}
	return actions
}

// show reads what terraform show prints of the state, or of the plan in a file.
func (c *CLI) show(into json.Unmarshaler, file ...string) {
	c.t.Helper()
	// What is logged would stand in the midst of the JSON.
	output := c.With("TF_LOG=", "TF_LOG_PROVIDER=").Must(append([]string{"show", "-json"}, file...)...)
	if err := into.UnmarshalJSON([]byte(output.text)); err != nil {
		c.t.Fatalf("%v:\n%s", err, output)
	}
}

// SkipBelow skips the test where Terraform is older. What it tests is then tested with a Process alone.
func (c *CLI) SkipBelow(oldest string) {
	c.t.Helper()
	var answer struct {
		Version string `json:"terraform_version"`
	}
	if err := json.Unmarshal([]byte(c.Must("version", "-json").text), &answer); err != nil {
		c.t.Fatal(err)
	}
	running, err := version.NewVersion(answer.Version)
	if err != nil {
		c.t.Fatal(err)
	}
	if running.LessThan(version.Must(version.NewVersion(oldest))) {
		c.t.Skipf("this is Terraform %s, and it takes %s", running, oldest)
	}
}
