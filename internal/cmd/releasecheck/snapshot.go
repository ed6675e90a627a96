// Copyright (c) Seam Labs, Inc.
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"
	"time"

	"go.yaml.in/yaml/v4"
)

// goreleaser runs the release tool, at the version that its module pins.
func goreleaser(ctx context.Context, in command, arguments ...string) error {
	tool := []string{"tool", "-modfile=tools/goreleaser/go.mod", "goreleaser"}
	return in.shown(ctx, "go", append(tool, arguments...)...)
}

// buildSnapshot builds and signs a snapshot of the repository in the current directory, and puts into dir what a release
// would upload.
func buildSnapshot(ctx context.Context, report report, dir string, key signingKey) (release, error) {
	root, err := os.Getwd()
	if err != nil {
		return release{}, err
	}
	report.heading("The release configuration")
	repository := command{dir: root}
	_, noGPG := exec.LookPath("gpg")
	built := check{"goreleaser builds all platforms, and signs with gpg and an RSA key", func() error {
		return releaseSigned(ctx, repository, dir, key)
	}}
	if noGPG != nil {
		report.unchecked("goreleaser signs with gpg: there is none on this machine, so the check signs itself")
		built = check{"goreleaser builds all platforms", func() error {
			return goreleaser(ctx, repository, "release", "--snapshot", "--clean", "--skip=sign")
		}}
	}
	accepted := check{"goreleaser accepts .goreleaser.yml", func() error { return goreleaser(ctx, repository, "check") }}
	if err := report.verify(accepted, built); err != nil {
		return release{}, err
	}

	snapshot, err := collect(root, filepath.Join(dir, "release"))
	if err != nil {
		return release{}, fmt.Errorf("collecting what a release uploads: %w", err)
	}
	snapshot.key = key.entity
	if noGPG != nil {
		err = snapshot.sign(key)
	}
	if err == nil {
		snapshot.committed, err = commitTime(ctx, repository, snapshot.commit)
	}
	if err != nil {
		return release{}, errors.Join(err, snapshot.files.Close())
	}
	return snapshot, nil
}

// releaseSigned builds a snapshot and lets .goreleaser.yml sign it, as a release does.
func releaseSigned(ctx context.Context, repository command, dir string, key signingKey) (err error) {
	ring, err := newKeyring(ctx, dir, key)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ring.close(context.WithoutCancel(ctx))) }()
	repository.environment = ring.environment()
	return goreleaser(ctx, repository, "release", "--snapshot", "--clean")
}

// commitTime returns when a commit was made.
func commitTime(ctx context.Context, repository command, commit string) (time.Time, error) {
	output, err := repository.output(ctx, "git", "show", "--no-patch", "--format=%ct", commit)
	if err != nil {
		return time.Time{}, fmt.Errorf("%w\n%s", err, output)
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(output), 10, 64)
	return time.Unix(seconds, 0), err
}

// artifact is an entry of goreleaser's list of what it made.
type artifact struct {
	Name string `json:"name"`
	Path string `json:"path"`
	Type string `json:"type"`
}

// artifacts returns what goreleaser made in the repository at root.
func artifacts(root *os.Root) ([]artifact, error) {
	var made []artifact
	err := readJSON(root, "dist/artifacts.json", &made)
	return made, err
}

func readJSON(root *os.Root, name string, into any) error {
	content, err := root.ReadFile(name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// collect copies what a release of the snapshot in the repository would upload into dir. A snapshot itself uploads
// nothing, and so leaves out the extra files.
func collect(repository, dir string) (_ release, err error) {
	root, err := os.OpenRoot(repository)
	if err != nil {
		return release{}, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	var metadata struct {
		Version string `json:"version"`
		Commit  string `json:"commit"`
	}
	if err := readJSON(root, "dist/metadata.json", &metadata); err != nil {
		return release{}, err
	}
	uploads, err := uploads(root, metadata.Version)
	if err != nil {
		return release{}, err
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		return release{}, err
	}
	files, err := os.OpenRoot(dir)
	if err != nil {
		return release{}, err
	}
	for name, path := range uploads {
		content, err := root.ReadFile(path)
		if err == nil {
			err = files.WriteFile(name, content, 0o600)
		}
		if err != nil {
			return release{}, errors.Join(err, files.Close())
		}
	}
	return release{files: files, version: metadata.Version, commit: metadata.Commit}, nil
}

// uploads leads from the names of the files that a release uploads to where they are in the repository.
func uploads(root *os.Root, version string) (map[string]string, error) {
	made, err := artifacts(root)
	if err != nil {
		return nil, err
	}
	uploads := map[string]string{}
	for _, artifact := range made {
		if slices.Contains([]string{"Archive", "Checksum", "Signature"}, artifact.Type) {
			uploads[artifact.Name] = artifact.Path
		}
	}
	return uploads, addExtraFiles(uploads, root, version)
}

// addExtraFiles adds the files that the release configuration names.
func addExtraFiles(uploads map[string]string, root *os.Root, version string) error {
	var configuration struct {
		ProjectName string `yaml:"project_name"`
		Release     struct {
			ExtraFiles []struct {
				Glob         string `yaml:"glob"`
				NameTemplate string `yaml:"name_template"`
			} `yaml:"extra_files"`
		} `yaml:"release"`
	}
	content, err := root.ReadFile(".goreleaser.yml")
	if err != nil {
		return err
	}
	if err := yaml.Unmarshal(content, &configuration); err != nil {
		return fmt.Errorf(".goreleaser.yml: %w", err)
	}
	for _, extra := range configuration.Release.ExtraFiles {
		naming, err := template.New("name").Parse(extra.NameTemplate)
		if err != nil {
			return fmt.Errorf(".goreleaser.yml: %w", err)
		}
		var name strings.Builder
		if err := naming.Execute(&name, map[string]string{"ProjectName": configuration.ProjectName, "Version": version}); err != nil {
			return fmt.Errorf(".goreleaser.yml: %w", err)
		}
		uploads[name.String()] = extra.Glob
	}
	return nil
}
