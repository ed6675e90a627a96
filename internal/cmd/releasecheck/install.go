// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

// membership declares one membership in the fake's building. The version is filled in: Terraform takes a snapshot
// only where it is asked for by its full version.
//
//go:embed membership.tf
var membership string

// installation is a directory where Terraform uses a release, with a fake of the Seam API.
type installation struct {
	release   release
	terraform tf.Dir
	building  fakeseam.Building
	server    *httptest.Server
}

// install lays out a mirror with the archive of this platform in it, and a configuration that Terraform can install
// it for, in a directory of its own inside dir.
func install(released release, dir, terraform string) (installation, error) {
	archive, err := released.files.ReadFile(released.archive(thisPlatform()))
	if err != nil {
		return installation{}, err
	}
	building := fakeseam.NewBuilding()
	server := httptest.NewServer(building.Fake)
	work := tf.Dir{Path: filepath.Join(dir, "installed"), Terraform: terraform, Env: []string{
		"SEAM_ENDPOINT=" + server.URL,
		"SEAM_API_KEY=" + building.Fake.AddAPIKey(building.WorkspaceID),
		"TMPDIR=" + dir,
	}}
	mirror := filepath.Join(work.Path, "mirror")
	err = errors.Join(
		writeFiles(mirror, map[string][]byte{
			"registry.terraform.io/seamapi/seam/" + released.archive(thisPlatform()): archive,
		}),
		work.UseMirror(mirror),
		work.Write("main.tf", strings.ReplaceAll(membership, "VERSION", released.version)),
	)
	if err != nil {
		return installation{}, fmt.Errorf("laying out a mirror: %w", err)
	}
	return installation{released, work, building, server}, nil
}

// checks are the life of a membership, from the installation of the provider to the end.
func (i installation) checks(ctx context.Context) []check {
	group, user := i.building.Groups[0].ID, i.building.Users[0].ID
	does := func(says string, members []string, arguments ...string) func() error {
		return func() error {
			if err := i.run(ctx, says, arguments...); err != nil {
				return err
			}
			if got := i.building.Fake.Members(group); !slices.Equal(got, members) {
				return fmt.Errorf("the members of the group are %q, and should be %q", got, members)
			}
			return nil
		}
	}
	return []check{
		{"terraform init installs it", does("Installed seamapi/seam v"+i.release.version, nil, "init")},
		{"terraform plan plans a membership", does("Plan: 1 to add, 0 to change, 0 to destroy.", nil, "plan", "-out=tfplan")},
		{"terraform apply grants it", does("1 added, 0 changed, 0 destroyed.", []string{user}, "apply", "tfplan")},
		{"terraform plan finds nothing more to do", does("No changes.", []string{user}, "plan")},
		{"terraform destroy revokes it", does("1 destroyed.", nil, "destroy", "-auto-approve")},
		{"every request named terraform-provider-seam/" + i.release.version + " in its User-Agent", func() error {
			return checkUserAgent(i.building.Fake.Requests(), i.release.version)
		}},
	}
}

// run runs a Terraform command, which has to succeed and say a phrase.
func (i installation) run(ctx context.Context, says string, arguments ...string) error {
	output, err := i.terraform.Run(ctx, arguments...)
	if err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	if !strings.Contains(output, says) {
		return fmt.Errorf("terraform %s did not say %q:\n%s", arguments[0], says, output)
	}
	return nil
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
