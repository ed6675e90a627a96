// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// rebuilt checks that building the provider again gives the same bytes. What the compiler has in its cache stays there:
// it takes a package from it only where the same source and flags stand behind it, wherever they lie.
func (r release) rebuilt(ctx context.Context, dir string) check {
	return check{"the binary for " + thisPlatform() + " has the same bytes", func() (err error) {
		copied := filepath.Join(dir, "copy")
		gitDir, err := copyRepository(ctx, copied)
		if err != nil {
			return fmt.Errorf("copying the repository: %w", err)
		}
		environment := append(os.Environ(), "GIT_DIR="+gitDir, "GIT_WORK_TREE="+copied, "GIT_OPTIONAL_LOCKS=0")
		if err := goreleaser(ctx, command{dir: copied, environment: environment}, "build", "--snapshot", "--single-target"); err != nil {
			return err
		}
		return r.compareWith(copied)
	}}
}

// compareWith compares the released binary of this platform with the only one that was built in a repository.
func (r release) compareWith(repository string) (err error) {
	released, err := r.binary(thisPlatform())
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(repository)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	made, err := artifacts(root)
	if err != nil {
		return err
	}
	for _, artifact := range made {
		if artifact.Type != "Binary" {
			continue
		}
		again, err := root.ReadFile(artifact.Path)
		if err != nil {
			return err
		}
		if !bytes.Equal(again, released) {
			return fmt.Errorf("%s differs from the released binary", artifact.Path)
		}
		return nil
	}
	return errors.New("no binary was built")
}

// copyRepository copies the files of the repository in the current directory, as they are, and returns where git keeps
// the rest of it.
func copyRepository(ctx context.Context, dir string) (gitDir string, err error) {
	repository := command{}
	gitDir, err = repository.output(ctx, "git", "rev-parse", "--absolute-git-dir")
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, gitDir)
	}
	names, err := repository.output(ctx, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
	if err != nil {
		return "", fmt.Errorf("%w\n%s", err, names)
	}
	root, err := os.OpenRoot(".")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	files := map[string][]byte{}
	for name := range strings.SplitSeq(strings.TrimSuffix(names, "\x00"), "\x00") {
		content, err := root.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) { // deleted, and not yet committed
			continue
		}
		if err != nil {
			return "", err
		}
		files[name] = content
	}
	return strings.TrimSpace(gitDir), writeFiles(dir, files)
}
