// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

// release is what a release uploads, and what has to be true of it.
type release struct {
	// files is a directory with the uploaded files and nothing else.
	files   *os.Root
	version string
	// platforms are those that it was built for.
	platforms []string
	// commit is the released one, and committed when it was made.
	commit    string
	committed time.Time
	// key is the public key that the registry knows.
	key *openpgp.Entity
}

// The ends of the names that the registry asks for.
const (
	manifestSuffix  = "manifest.json"
	checksumsSuffix = "SHA256SUMS"
	signatureSuffix = "SHA256SUMS.sig"
)

// name returns the name of an uploaded file.
func (r release) name(suffix string) string {
	return fmt.Sprintf("terraform-provider-seam_%s_%s", r.version, suffix)
}

func (r release) archive(platform string) string {
	return r.name(platform + ".zip")
}

// checksummed returns the names of the files that the checksums have to cover.
func (r release) checksummed() []string {
	names := []string{r.name(manifestSuffix)}
	for _, platform := range r.platforms {
		names = append(names, r.archive(platform))
	}
	return names
}

// checks are those of the registry, and of what it passes on to users unseen.
func (r release) checks() []check {
	return []check{
		{fmt.Sprintf("the files are %d archives, the manifest, checksums and their signature, named as the registry asks", len(r.platforms)), r.checkNames},
		{"the checksums cover every archive and the manifest, and match", r.checkChecksums},
		{"the signature is a detached one of the checksums, by the RSA key", r.checkSignature},
		{"the manifest says protocol 6.0", r.checkManifest},
		{"each archive holds the licence and one binary, terraform-provider-seam_v" + r.version + ", with the time of the commit", r.checkArchives},
		{"each binary is for the platform that its archive names, has the version in it, and was built with -trimpath", r.checkBinaries},
	}
}

func (r release) checkNames() error {
	entries, err := fs.ReadDir(r.files.FS(), ".")
	if err != nil {
		return err
	}
	var got []string
	for _, entry := range entries {
		got = append(got, entry.Name())
	}
	return compareNames(got, append(r.checksummed(), r.name(checksumsSuffix), r.name(signatureSuffix)))
}

// compareNames returns an error that says which names are missing, and which should not be there.
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
	content, err := r.files.ReadFile(r.name(checksumsSuffix))
	if err != nil {
		return err
	}
	listed := map[string]string{}
	var names []string
	for text := range strings.Lines(string(content)) {
		sum, name, found := strings.Cut(strings.TrimSuffix(text, "\n"), "  ")
		if !found {
			return fmt.Errorf("not a checksum and a name: %q", text)
		}
		listed[name] = sum
		names = append(names, name)
	}
	if err := compareNames(names, r.checksummed()); err != nil {
		return fmt.Errorf("in the checksums, %w", err)
	}
	for _, name := range names {
		content, err := r.files.ReadFile(name)
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != listed[name] {
			return fmt.Errorf("%s has the checksum %x, listed is %s", name, sum, listed[name])
		}
	}
	return nil
}

func (r release) checkSignature() error {
	if algorithm := r.key.PrimaryKey.PubKeyAlgo; algorithm != packet.PubKeyAlgoRSA {
		return fmt.Errorf("the key is of the kind %d of OpenPGP, and not RSA", algorithm)
	}
	checksums, err := r.files.ReadFile(r.name(checksumsSuffix))
	if err != nil {
		return err
	}
	signature, err := r.files.ReadFile(r.name(signatureSuffix))
	if err != nil {
		return err
	}
	_, err = openpgp.CheckDetachedSignature(openpgp.EntityList{r.key}, bytes.NewReader(checksums), bytes.NewReader(signature), nil)
	return err
}

// sign adds the signature of the checksums.
func (r release) sign(key signingKey) error {
	checksums, err := r.files.ReadFile(r.name(checksumsSuffix))
	if err != nil {
		return err
	}
	signature, err := key.sign(checksums)
	if err != nil {
		return err
	}
	return r.files.WriteFile(r.name(signatureSuffix), signature, 0o600)
}

// manifest is what the registry wants to know of a release.
type manifest struct {
	Version  int `json:"version"`
	Metadata struct {
		ProtocolVersions []string `json:"protocol_versions"`
	} `json:"metadata"`
}

func (r release) checkManifest() error {
	content, err := r.files.ReadFile(r.name(manifestSuffix))
	if err != nil {
		return err
	}
	var got manifest
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		return fmt.Errorf("the manifest: %w", err)
	}
	want := manifest{Version: 1}
	want.Metadata.ProtocolVersions = []string{"6.0"}
	if !reflect.DeepEqual(got, want) {
		return fmt.Errorf("the manifest is %+v, and should be %+v", got, want)
	}
	return nil
}
