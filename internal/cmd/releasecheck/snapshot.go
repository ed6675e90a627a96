// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

const configuration = ".goreleaser.yml"

// snapshot has goreleaser build and sign a release that is not published, in dist/, with a new key and further files in dir.
// It returns the key's gpg, which is to be stopped. Without a gpg on this machine the snapshot is not signed.
func snapshot(ctx context.Context, dir, platforms string) (signer gpg, err error) {
	content, err := os.ReadFile(configuration)
	if err != nil {
		return gpg{}, err
	}
	config, err := narrowed(string(content), platforms)
	if err != nil {
		return gpg{}, err
	}
	path := filepath.Join(dir, "goreleaser.yml")
	if err := os.WriteFile(path, []byte(config), 0o600); err != nil { //nolint:gosec // The path is in our own directory.
		return gpg{}, err
	}
	if signer, err = newGPG(ctx, dir); err != nil {
		return gpg{}, err
	}
	arguments := []string{"release", "--snapshot", "--clean", "--config=" + path}
	if signer == (gpg{}) {
		arguments = append(arguments, "--skip=sign")
	}
	for _, arguments := range [][]string{{"check"}, arguments} {
		if err := signer.run(ctx, "go", append([]string{"tool", "-modfile=tools/goreleaser/go.mod", "goreleaser"}, arguments...)...); err != nil {
			return gpg{}, errors.Join(err, signer.stop(context.WithoutCancel(ctx)))
		}
	}
	return signer, nil
}

// narrowed returns a configuration of goreleaser that builds only for some platforms, separated by commas, and for this one.
// No platforms means all of them.
func narrowed(config, platforms string) (string, error) {
	if platforms == "" {
		return config, nil
	}
	wanted := append(strings.Split(platforms, ","), runtime.GOOS+"_"+runtime.GOARCH)
	target := regexp.MustCompile(`(?m)^ +- ([a-z0-9]+_[a-z0-9]+)\n`)
	var kept []string
	config = target.ReplaceAllStringFunc(config, func(line string) string {
		platform := target.FindStringSubmatch(line)[1]
		if !slices.Contains(wanted, platform) {
			return ""
		}
		kept = append(kept, platform)
		return line
	})
	for _, platform := range wanted {
		if !slices.Contains(kept, platform) {
			return "", fmt.Errorf("the provider is not released for %q", platform)
		}
	}
	return config, nil
}

// gpg is a GnuPG with the key that releases are signed with. The zero value has none.
type gpg struct {
	// home is the directory with the key. Empty means the user's own.
	home string
	// signer is what the key goes by.
	signer string
}

// newGPG makes a key of the only kind that the registry takes, RSA, below dir. It returns the zero value if there is no gpg.
func newGPG(ctx context.Context, dir string) (gpg, error) {
	if _, err := exec.LookPath("gpg"); err != nil {
		return gpg{}, nil //nolint:nilerr // what needs the key then says that it is not checked
	}
	g := gpg{home: filepath.Join(dir, "gnupg"), signer: "release-check@example.com"}
	if err := os.Mkdir(g.home, 0o700); err != nil {
		return gpg{}, err
	}
	return g, g.run(ctx, "gpg", "--batch", "--quiet", "--passphrase=", "--quick-generate-key", g.signer, "rsa2048", "sign", "never")
}

// publicKey returns the public key as users upload it to the registry, or nothing if there is no key.
func (g gpg) publicKey(ctx context.Context) ([]byte, error) {
	if g.signer == "" {
		return nil, nil
	}
	export := g.command(ctx, "gpg", "--batch", "--export", g.signer)
	key, err := export.Output()
	if err == nil && len(key) == 0 {
		err = errors.New("there is no such key")
	}
	if err != nil {
		return nil, fmt.Errorf("exporting the public key of %s: %w", g.signer, err)
	}
	return key, nil
}

// stop ends the agent that gpg has left running.
func (g gpg) stop(ctx context.Context) error {
	if g.home == "" {
		return nil
	}
	return g.run(ctx, "gpgconf", "--kill", "all")
}

// run runs a command that finds the key, and shows what it prints on standard error.
func (g gpg) run(ctx context.Context, name string, arguments ...string) error {
	cmd := g.command(ctx, name, arguments...)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s: %w", strings.Join(cmd.Args, " "), err)
	}
	return nil
}

// command returns a command that finds the key. It is interrupted when ctx ends, so that it cleans up.
func (g gpg) command(ctx context.Context, name string, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, arguments...)
	cmd.Env = append(os.Environ(), "GPG_FINGERPRINT="+g.signer)
	if g.home != "" {
		cmd.Env = append(cmd.Env, "GNUPGHOME="+g.home)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}
