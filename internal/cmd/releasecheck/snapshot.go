// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// snapshot is how to build a release that is not one yet.
type snapshot struct {
	repository command
	// dir is a directory for what comes of it, and for what it takes.
	dir       string
	platforms []string
	key       signingKey
}

// build builds and signs a snapshot, and collects what a release would upload.
func (s snapshot) build(ctx context.Context, report report) (_ release, err error) {
	report.heading("The release configuration")
	root, err := os.OpenRoot(s.repository.dir)
	if err != nil {
		return release{}, err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	configured, err := readConfiguration(root)
	if err != nil {
		return release{}, err
	}
	_, noGPG := exec.LookPath("gpg")
	built := check{"goreleaser builds " + s.names() + ", and signs with gpg and an RSA key", func() error { return s.signed(ctx, root) }}
	if noGPG != nil {
		report.unchecked("goreleaser signs with gpg: there is none on this machine, so the check signs itself")
		built = check{"goreleaser builds " + s.names(), func() error { return s.run(ctx, root, "--skip=sign") }}
	}
	err = report.verify(
		check{"goreleaser accepts " + configurationFile, func() error { return goreleaser(ctx, s.repository, "check") }},
		check{fmt.Sprintf("it names the %d platforms of a release", len(platforms())), configured.checkPlatforms},
		built,
	)
	if err != nil {
		return release{}, err
	}

	made, err := collect(root, filepath.Join(s.dir, "release"))
	if err != nil {
		return release{}, fmt.Errorf("collecting what a release uploads: %w", err)
	}
	made.platforms, made.key = s.platforms, s.key.entity
	if noGPG != nil {
		err = made.sign(s.key)
	}
	if err == nil {
		made.committed, err = commitTime(ctx, s.repository, made.commit)
	}
	if err != nil {
		return release{}, errors.Join(err, made.files.Close())
	}
	return made, nil
}

// names says which platforms are built.
func (s snapshot) names() string {
	if len(s.platforms) == len(platforms()) {
		return "all platforms"
	}
	return strings.Join(s.platforms, " and ") + ", and no other platform this time"
}

// signed builds a snapshot and lets the configuration sign it, as a release does.
func (s snapshot) signed(ctx context.Context, root *os.Root) (err error) {
	ring, err := newKeyring(ctx, s.dir, s.key)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ring.close(context.WithoutCancel(ctx))) }()
	s.repository.environment = ring.environment()
	return s.run(ctx, root)
}

// run builds a snapshot with further flags.
func (s snapshot) run(ctx context.Context, root *os.Root, flags ...string) error {
	if len(s.platforms) < len(platforms()) {
		content, err := root.ReadFile(configurationFile)
		if err != nil {
			return err
		}
		if content, err = narrowed(content, s.platforms); err != nil {
			return err
		}
		if err := writeFiles(s.dir, map[string][]byte{"goreleaser.yml": content}); err != nil {
			return err
		}
		flags = append(flags, "--config="+filepath.Join(s.dir, "goreleaser.yml"))
	}
	return goreleaser(ctx, s.repository, append([]string{"release", "--snapshot", "--clean"}, flags...)...)
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

// collect copies what a release of the snapshot in the repository at root would upload into dir. A snapshot itself
// uploads nothing, and so leaves out the extra files.
func collect(root *os.Root, dir string) (release, error) {
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
	configured, err := readConfiguration(root)
	if err != nil {
		return nil, err
	}
	extra, err := configured.extraFiles(version)
	maps.Copy(uploads, extra)
	return uploads, err
}
