// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

// membership declares one membership in the fake's building. The version is filled in: Terraform takes a snapshot
// only if it is asked for by its full version.
//
//go:embed membership.tf
var membership string

// installation is a directory where Terraform uses a release, with a fake of the Seam API.
type installation struct {
	version   string
	terraform tf.Dir
	building  fakeseam.Building
	server    *httptest.Server
}

// install lays out a mirror in dir with the archive for this platform, and a configuration that Terraform can install it for.
func install(ctx context.Context, built release, dir string) (installation, error) {
	terraform, err := tf.Find(ctx)
	if err != nil {
		return installation{}, err
	}
	name := built.name(runtime.GOOS + "_" + runtime.GOARCH + ".zip")
	archive, err := built.read(name)
	if err != nil {
		return installation{}, err
	}
	building := fakeseam.NewBuilding()
	server := httptest.NewServer(building.Fake)
	work := tf.Dir{Path: dir, Terraform: terraform, Env: []string{
		"SEAM_ENDPOINT=" + server.URL,
		"SEAM_API_KEY=" + building.Fake.AddAPIKey(building.WorkspaceID),
		"TMPDIR=" + dir,
	}}
	mirror := filepath.Join(dir, "mirror")
	packages := filepath.Join(mirror, "registry.terraform.io", "seamapi", "seam")
	err = errors.Join(
		os.MkdirAll(packages, 0o700),
		os.WriteFile(filepath.Join(packages, name), archive, 0o600),
		work.UseMirror(mirror),
		work.Write("main.tf", strings.ReplaceAll(membership, "VERSION", built.version)),
	)
	if err != nil {
		server.Close()
		return installation{}, fmt.Errorf("laying out a mirror: %w", err)
	}
	return installation{built.version, work, building, server}, nil
}

// checks are the life of a membership, from the installation of the provider to the end.
func (i installation) checks(ctx context.Context) []check {
	user := i.building.Users[0].ID
	return []check{
		{"terraform init installs it", i.runs(ctx, "Installed seamapi/seam v"+i.version, nil, "init")},
		{"terraform apply grants a membership", i.runs(ctx, "1 added, 0 changed, 0 destroyed.", []string{user}, "apply", "-auto-approve")},
		{"terraform plan finds nothing more to do", i.runs(ctx, "No changes.", []string{user}, "plan")},
		{"terraform destroy revokes it", i.runs(ctx, "1 destroyed.", nil, "destroy", "-auto-approve")},
		{"every request named terraform-provider-seam/" + i.version + " in its User-Agent", func() error {
			return checkUserAgent(i.building.Fake.Requests(), i.version)
		}},
	}
}

// runs returns a check that a Terraform command succeeds, says a phrase, and leaves these members in the group.
func (i installation) runs(ctx context.Context, says string, members []string, arguments ...string) func() error {
	return func() error {
		output, err := i.terraform.Run(ctx, arguments...)
		if err != nil {
			return fmt.Errorf("%w\n%s", err, output)
		}
		if !strings.Contains(output, says) {
			return fmt.Errorf("terraform %s did not say %q:\n%s", arguments[0], says, output)
		}
		if got := i.building.Fake.Members(i.building.Groups[0].ID); !slices.Equal(got, members) {
			return fmt.Errorf("the members of the group are %q, and should be %q", got, members)
		}
		return nil
	}
}

// checkUserAgent checks that requests were sent, all of them by the released version.
func checkUserAgent(requests []fakeseam.Request, version string) error {
	if len(requests) == 0 {
		return errors.New("there was no request")
	}
	for _, request := range requests {
		if agent := request.Header.Get("User-Agent"); !strings.HasPrefix(agent, "terraform-provider-seam/"+version+" ") {
			return fmt.Errorf("a request to %s came from %q", request.Path, agent)
		}
	}
	return nil
}
