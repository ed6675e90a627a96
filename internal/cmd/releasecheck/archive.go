// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bytes"
	"debug/buildinfo"
	"fmt"
	"io"
	"strings"
)

// binaryName returns the name of the provider in the archive of a platform, where Terraform looks for it.
func (r release) binaryName(platform string) string {
	name := "terraform-provider-seam_v" + r.version
	if strings.HasPrefix(platform, "windows_") {
		name += ".exe"
	}
	return name
}

func (r release) open(platform string) (*zip.Reader, error) {
	content, err := r.files.ReadFile(r.archive(platform))
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.archive(platform), err)
	}
	return archive, nil
}

func (r release) checkArchives() error {
	for _, platform := range r.platforms {
		archive, err := r.open(platform)
		if err != nil {
			return err
		}
		if err := r.checkEntries(archive, r.binaryName(platform)); err != nil {
			return fmt.Errorf("%s: %w", r.archive(platform), err)
		}
	}
	return nil
}

func (r release) checkEntries(archive *zip.Reader, binaryName string) error {
	var names []string
	for _, file := range archive.File {
		names = append(names, file.Name)
		if !file.Modified.Equal(r.committed) {
			return fmt.Errorf("%s has the time %s, the commit %s", file.Name, file.Modified.UTC(), r.committed.UTC())
		}
		if file.Name == binaryName && file.Mode().Perm()&0o111 != 0o111 {
			return fmt.Errorf("%s is not executable for all: %s", file.Name, file.Mode())
		}
	}
	return compareNames(names, []string{binaryName, "LICENSE"})
}

// binary returns the provider in the archive of a platform.
func (r release) binary(platform string) (_ []byte, err error) {
	archive, err := r.open(platform)
	if err != nil {
		return nil, err
	}
	file, err := archive.Open(r.binaryName(platform))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.archive(platform), err)
	}
	content, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", r.archive(platform), err)
	}
	return content, file.Close()
}

func (r release) checkBinaries() error {
	for _, platform := range r.platforms {
		binary, err := r.binary(platform)
		if err != nil {
			return err
		}
		if err := checkBinary(binary, platform, r.version); err != nil {
			return fmt.Errorf("%s: %w", r.archive(platform), err)
		}
	}
	return nil
}

// checkBinary checks what Go notes in a binary on how it was built, and that the version is in it.
func checkBinary(binary []byte, platform, version string) error {
	info, err := buildinfo.Read(bytes.NewReader(binary))
	if err != nil {
		return err
	}
	settings := map[string]string{}
	for _, setting := range info.Settings {
		settings[setting.Key] = setting.Value
	}
	if got := settings["GOOS"] + "_" + settings["GOARCH"]; got != platform {
		return fmt.Errorf("the binary is for %s", got)
	}
	if settings["-trimpath"] != "true" {
		return fmt.Errorf("the binary was built without -trimpath")
	}
	if settings["CGO_ENABLED"] != "0" {
		return fmt.Errorf("the binary was built with cgo")
	}
	if !bytes.Contains(binary, []byte(version)) {
		return fmt.Errorf("the binary does not have the version %s in it", version)
	}
	return nil
}
