// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// release is what goreleaser made of the repository, and what the registry asks of it:
// https://developer.hashicorp.com/terraform/registry/providers/publishing.
type release struct {
	// files are those of the repository, with what goreleaser made in dist/.
	files   fs.FS
	version string
	// uploads maps the names of the uploaded files to their paths in the repository.
	uploads map[string]string
	// archives maps each platform, such as linux_amd64, to the name of its archive.
	archives map[string]string
	// key is the public key that the release is signed with. A snapshot without one is not signed.
	key []byte
}

// readRelease reads what goreleaser made in dist/.
func readRelease(files fs.FS) (release, error) {
	var metadata struct {
		Version string `json:"version"`
	}
	var artifacts []struct {
		Name string `json:"name"`
		Path string `json:"path"`
		Type string `json:"type"`
		OS   string `json:"goos"`
		Arch string `json:"goarch"`
	}
	if err := errors.Join(readJSON(files, "dist/metadata.json", &metadata), readJSON(files, "dist/artifacts.json", &artifacts)); err != nil {
		return release{}, err
	}
	r := release{files: files, version: metadata.Version, uploads: map[string]string{}, archives: map[string]string{}}
	for _, artifact := range artifacts {
		switch artifact.Type {
		case "Archive":
			r.archives[artifact.OS+"_"+artifact.Arch] = artifact.Name
			fallthrough
		case "Checksum", "Signature":
			r.uploads[artifact.Name] = artifact.Path
		}
	}
	// The one file that is uploaded as it is in the repository. goreleaser lists it only when it uploads it.
	r.uploads[r.name("manifest.json")] = "terraform-registry-manifest.json"
	return r, nil
}

func readJSON(files fs.FS, name string, into any) error {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(content, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// name returns the name of an uploaded file.
func (r release) name(end string) string {
	return "terraform-provider-seam_" + r.version + "_" + end
}

func (r release) read(name string) ([]byte, error) {
	path, uploaded := r.uploads[name]
	if !uploaded {
		return nil, fmt.Errorf("%s is missing", name)
	}
	return fs.ReadFile(r.files, path)
}

func (r release) isSigned() bool {
	return len(r.key) > 0
}

func (r release) checks() []check {
	checks := []check{
		{fmt.Sprintf("the %d archives, the manifest, the checksums and their signature are named as the registry asks", len(r.archives)), r.checkNames},
		{"the checksums cover every archive and the manifest, and match", r.checkChecksums},
		{"the manifest says protocol 6.0", r.checkManifest},
		{"each archive holds the licence and an executable terraform-provider-seam_v" + r.version, r.checkArchives},
	}
	if r.isSigned() {
		checks = append(checks, check{"the checksums have a detached signature by an RSA key", r.checkSignature})
	}
	return checks
}

func (r release) checkNames() error {
	want := []string{r.name("manifest.json"), r.name("SHA256SUMS")}
	if r.isSigned() {
		want = append(want, r.name("SHA256SUMS.sig"))
	}
	for platform := range r.archives {
		want = append(want, r.name(platform+".zip"))
	}
	return compareNames(slices.Collect(maps.Keys(r.uploads)), want)
}

// compareNames returns an error that says which name is missing, or should not be there.
func compareNames(got, want []string) error {
	for _, name := range want {
		if !slices.Contains(got, name) {
			return fmt.Errorf("%s is missing", name)
		}
	}
	for _, name := range got {
		if !slices.Contains(want, name) {
			return fmt.Errorf("%s should not be there", name)
		}
	}
	return nil
}

func (r release) checkChecksums() error {
	content, err := r.read(r.name("SHA256SUMS"))
	if err != nil {
		return err
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(content)) {
		sum, name, found := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !found {
			return fmt.Errorf("not a checksum and a name: %q", line)
		}
		sums[name] = sum
	}
	want := append(slices.Collect(maps.Values(r.archives)), r.name("manifest.json"))
	if err := compareNames(slices.Collect(maps.Keys(sums)), want); err != nil {
		return fmt.Errorf("in the checksums, %w", err)
	}
	for name, want := range sums {
		content, err := r.read(name)
		if err != nil {
			return err
		}
		if got := fmt.Sprintf("%x", sha256.Sum256(content)); got != want {
			return fmt.Errorf("%s has the checksum %s, and %s in the checksums", name, got, want)
		}
	}
	return nil
}

func (r release) checkSignature() error {
	keys, err := openpgp.ReadKeyRing(bytes.NewReader(r.key))
	if err != nil {
		return fmt.Errorf("reading the public key: %w", err)
	}
	checksums, err := r.read(r.name("SHA256SUMS"))
	if err != nil {
		return err
	}
	signature, err := r.read(r.name("SHA256SUMS.sig"))
	if err != nil {
		return err
	}
	signer, err := openpgp.CheckDetachedSignature(keys, bytes.NewReader(checksums), bytes.NewReader(signature), nil)
	if err != nil {
		return err
	}
	if algorithm := signer.PrimaryKey.PubKeyAlgo; algorithm != packet.PubKeyAlgoRSA {
		return fmt.Errorf("the key is not RSA, but of OpenPGP's kind %d, which the registry does not take", algorithm)
	}
	return nil
}

func (r release) checkManifest() error {
	content, err := r.read(r.name("manifest.json"))
	if err != nil {
		return err
	}
	var got bytes.Buffer
	if err := json.Compact(&got, content); err != nil {
		return fmt.Errorf("the manifest: %w", err)
	}
	if want := `{"version":1,"metadata":{"protocol_versions":["6.0"]}}`; got.String() != want {
		return fmt.Errorf("the manifest is %s, and should be %s", got.String(), want)
	}
	return nil
}

func (r release) checkArchives() error {
	for platform, name := range r.archives {
		if err := r.checkArchive(platform, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (r release) checkArchive(platform, name string) error {
	content, err := r.read(name)
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return err
	}
	binary := "terraform-provider-seam_v" + r.version
	if strings.HasPrefix(platform, "windows_") {
		binary += ".exe"
	}
	var names []string
	for _, file := range archive.File {
		names = append(names, file.Name)
		if file.Name == binary && file.Mode().Perm()&0o111 != 0o111 {
			return fmt.Errorf("%s is not executable for everybody: %s", binary, file.Mode())
		}
	}
	return compareNames(names, []string{"LICENSE", binary})
}
