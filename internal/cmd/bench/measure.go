// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/tf"
)

// bench has what scenarios are measured with.
type bench struct {
	// dir has the builds of programs in it.
	dir       string
	terraform string
}

// The builds. Terraform runs the one that meters the other two, under the name of the provider.
const (
	providerBuild = "provider"
	idleBuild     = "idle"
	meteredBuild  = "metered/terraform-provider-seam"
)

func newBench(ctx context.Context, dir string) (bench, error) {
	terraform, err := tf.Find(ctx)
	if err != nil {
		return bench{}, err
	}
	err = errors.Join(
		tf.Build(ctx, filepath.Join(dir, providerBuild), tf.Provider),
		tf.Build(ctx, filepath.Join(dir, idleBuild), tf.Provider+"/internal/cmd/bench/floor"),
		tf.Build(ctx, filepath.Join(dir, meteredBuild), tf.Provider+"/internal/cmd/bench/metered"),
	)
	return bench{dir, terraform}, err
}

// measure takes the steps of a scenario with n people, and adds a row to the table for each.
func (b bench) measure(ctx context.Context, s scenario, n int, table *table) error {
	w := s.world(n)
	server := httptest.NewServer(w.fake)
	defer server.Close()
	work, err := b.newDir(ctx, s, w, server.URL)
	if err != nil {
		return err
	}
	for _, step := range s.steps {
		if step.prepare != nil {
			step.prepare(w)
		}
		w.fake.SetLatency(step.latency)
		w.fake.ResetRequests()
		start := time.Now()
		used, err := meter(ctx, work, step.arguments())
		if err != nil {
			return fmt.Errorf("%s: %w", step.name, err)
		}
		row := row{
			scenario: s.name, floor: s.floor, n: n, objects: n * cmp.Or(s.objects, 1), step: step,
			took: time.Since(start), requests: len(w.fake.Requests()), usage: used,
		}
		if err := table.add(row); err != nil {
			return err
		}
	}
	return nil
}

// newDir returns a new directory with the configuration of a scenario.
func (b bench) newDir(ctx context.Context, s scenario, w *world, endpoint string) (tf.Dir, error) {
	path, err := os.MkdirTemp(b.dir, "scenario-")
	if err != nil {
		return tf.Dir{}, err
	}
	build := providerBuild
	if s.idle {
		build = idleBuild
	}
	dir := tf.Dir{Path: path, Terraform: b.terraform, Env: []string{
		"SEAM_ENDPOINT=" + endpoint,
		"SEAM_API_KEY=" + w.apiKey,
		"METERED_PROVIDER=" + filepath.Join(b.dir, build),
		"METERED_USAGE=" + filepath.Join(path, usageFile),
		"TMPDIR=" + path,
	}}
	err = errors.Join(write(path, s.configuration(w)), dir.UseBuild(filepath.Dir(filepath.Join(b.dir, meteredBuild))))
	if s.module == nil {
		return dir, err
	}
	err = errors.Join(err, write(filepath.Join(path, moduleDir), s.module()))
	if err != nil {
		return dir, err
	}
	output, err := dir.Run(ctx, "get")
	if err != nil {
		return dir, fmt.Errorf("%w\n%s", err, output)
	}
	return dir, nil
}

// moduleDir is where a configuration finds its module.
const moduleDir = "module"

// write writes a configuration, or a module, into a directory, and makes the directory where there is none.
func write(dir string, configuration blocks) error {
	all := blocks{"terraform": blocks{"required_providers": blocks{"seam": blocks{"source": "seamapi/seam"}}}}
	maps.Copy(all, configuration)
	content, err := json.Marshal(all)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "main.tf.json"), content, 0o600)
}

// arguments are those of Terraform's command.
func (s step) arguments() []string {
	command, _, _ := strings.Cut(s.name, ",")
	arguments := strings.Fields(command)
	if arguments[0] == "plan" {
		return arguments
	}
	return slices.Insert(arguments, 1, "-auto-approve")
}

// usage is what the provider's processes used in one command: Terraform starts several.
type usage struct {
	// CPU is the time that all of them took, in user and in system mode.
	CPU time.Duration `json:"cpu"`
	// Peak is the most memory that one of them held, in bytes.
	Peak int64 `json:"peak"`
}

// usageFile has a line for each process, written by the program metered.
const usageFile = "usage.json"

// meter runs a Terraform command.
func meter(ctx context.Context, dir tf.Dir, arguments []string) (usage, error) {
	path := filepath.Join(dir.Path, usageFile)
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return usage{}, err
	}
	if output, err := dir.Run(ctx, arguments...); err != nil {
		return usage{}, fmt.Errorf("%w\n%s", err, output)
	}
	file, err := os.Open(path) //nolint:gosec // The path is the benchmark's own.
	if err != nil {
		return usage{}, err
	}
	defer file.Close() //nolint:errcheck // It was only read.
	var all usage
	for lines := json.NewDecoder(file); ; {
		var process usage
		switch err := lines.Decode(&process); {
		case errors.Is(err, io.EOF):
			return all, nil
		case err != nil:
			return usage{}, fmt.Errorf("%s: %w", usageFile, err)
		}
		all.CPU += process.CPU
		all.Peak = max(all.Peak, process.Peak)
	}
}
