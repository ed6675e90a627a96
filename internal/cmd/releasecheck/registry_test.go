// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

const madeUpVersion = "1.2.3"

func TestReleaseIsTakenOnlyAsTheRegistryAsksForIt(t *testing.T) {
	t.Parallel()
	key, err := newSigningKey()
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		// spoil is done to a release that is in order.
		spoil func(*madeUp)
		// want is what the error says, nothing for none.
		want string
	}{
		"in order": {func(*madeUp) {}, ""},

		"a tampered archive": {func(m *madeUp) {
			m.write(m.archive("linux_amd64"), m.zip("linux_amd64", "another binary"))
		}, "1.2.3_linux_amd64.zip has the checksum"},
		"a tampered archive with its checksum": {func(m *madeUp) {
			m.write(m.archive("linux_amd64"), m.zip("linux_amd64", "another binary"))
			m.writeChecksums()
		}, "signature"},
		"a tampered manifest": {func(m *madeUp) {
			m.write(m.name(manifestSuffix), []byte("{}"))
		}, "1.2.3_manifest.json has the checksum"},

		"a missing manifest": {func(m *madeUp) {
			m.remove(m.name(manifestSuffix))
		}, "1.2.3_manifest.json is missing"},
		"a missing platform": {func(m *madeUp) {
			m.remove(m.archive("freebsd_386"))
		}, "1.2.3_freebsd_386.zip is missing"},
		"a missing signature": {func(m *madeUp) {
			m.remove(m.name(signatureSuffix))
		}, "1.2.3_SHA256SUMS.sig is missing"},
		"a platform that nobody asked for": {func(m *madeUp) {
			m.write(m.archive("plan9_amd64"), m.zip("plan9_amd64", "a binary"))
		}, "1.2.3_plan9_amd64.zip should not be there"},

		"a manifest without checksum": {func(m *madeUp) {
			m.writeChecksums(m.name(manifestSuffix))
			m.sign(key)
		}, "in the checksums, terraform-provider-seam_1.2.3_manifest.json is missing"},
		"a checksum without file": {func(m *madeUp) {
			sums := m.read(m.name(checksumsSuffix))
			m.write(m.name(checksumsSuffix), append(sums, strings.Repeat("0", 64)+"  else.zip\n"...))
			m.sign(key)
		}, "in the checksums, else.zip should not be there"},
		"checksums in another format": {func(m *madeUp) {
			m.write(m.name(checksumsSuffix), []byte("SHA256 (a.zip) = 0\n"))
			m.sign(key)
		}, "not a checksum and a name"},

		"a signature of something else": {func(m *madeUp) {
			signature, err := key.sign([]byte("something else"))
			must(m.t, err)
			m.write(m.name(signatureSuffix), signature)
		}, "signature"},
		"a signature by somebody else": {func(m *madeUp) {
			other, err := newSigningKey()
			must(m.t, err)
			m.sign(other)
		}, "signature"},
		"a signature in ASCII armour": {func(m *madeUp) {
			var armoured bytes.Buffer
			must(m.t, openpgp.ArmoredDetachSign(&armoured, key.entity, bytes.NewReader(m.read(m.name(checksumsSuffix))), nil))
			m.write(m.name(signatureSuffix), armoured.Bytes())
		}, "the signature is a detached one"},
		"a key of another kind": {func(m *madeUp) {
			entity, err := openpgp.NewEntity("Release", "", "release@example.com", &packet.Config{Algorithm: packet.PubKeyAlgoEdDSA})
			must(m.t, err)
			m.key = entity
			m.sign(signingKey{entity})
		}, "not RSA"},

		"a manifest for another protocol": {func(m *madeUp) {
			m.write(m.name(manifestSuffix), []byte(`{"version": 1, "metadata": {"protocol_versions": ["5.0"]}}`))
			m.writeChecksums()
			m.sign(key)
		}, "the manifest is"},
		"a binary with another name": {func(m *madeUp) {
			m.write(m.archive("windows_386"), m.zip("linux_386", "a binary"))
			m.writeChecksums()
			m.sign(key)
		}, "terraform-provider-seam_v1.2.3.exe is missing"},
		"an archive of another time": {func(m *madeUp) {
			m.committed = m.committed.Add(time.Hour)
		}, "has the time"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMadeUp(t, key)
			test.spoil(m)
			// Made-up binaries: what is in a real one has a test of its own.
			checks := slices.DeleteFunc(m.checks(), func(c check) bool { return strings.HasPrefix(c.claim, "each binary") })
			err := report{io.Discard}.verify(checks...)
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}

// madeUp is a release with small files.
type madeUp struct {
	t *testing.T
	release
}

func newMadeUp(t *testing.T, key signingKey) *madeUp {
	t.Helper()
	files, err := os.OpenRoot(t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, files.Close()) })
	m := &madeUp{t, release{
		files:     files,
		version:   madeUpVersion,
		platforms: platforms(),
		committed: time.Date(2026, 3, 1, 12, 30, 15, 0, time.UTC),
		key:       key.entity,
	}}
	for _, platform := range platforms() {
		m.write(m.archive(platform), m.zip(platform, "a binary"))
	}
	m.write(m.name(manifestSuffix), []byte(`{"version": 1, "metadata": {"protocol_versions": ["6.0"]}}`))
	m.writeChecksums()
	m.sign(key)
	return m
}

// zip returns an archive of a platform.
func (m *madeUp) zip(platform, binary string) []byte {
	m.t.Helper()
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	for name, content := range map[string]string{m.binaryName(platform): binary, "LICENSE": "a licence"} {
		header := &zip.FileHeader{Name: name, Modified: m.committed}
		header.SetMode(0o755)
		file, err := writer.CreateHeader(header)
		must(m.t, err)
		_, err = file.Write([]byte(content))
		must(m.t, err)
	}
	must(m.t, writer.Close())
	return archive.Bytes()
}

// writeChecksums writes those of all files but the given ones.
func (m *madeUp) writeChecksums(but ...string) {
	m.t.Helper()
	var lines strings.Builder
	for _, name := range m.checksummed() {
		if !slices.Contains(but, name) {
			sum := sha256.Sum256(m.read(name))
			fmt.Fprintf(&lines, "%s  %s\n", hex.EncodeToString(sum[:]), name)
		}
	}
	m.write(m.name(checksumsSuffix), []byte(lines.String()))
}

func (m *madeUp) sign(key signingKey) {
	m.t.Helper()
	must(m.t, m.release.sign(key))
}

func (m *madeUp) read(name string) []byte {
	m.t.Helper()
	content, err := m.files.ReadFile(name)
	must(m.t, err)
	return content
}

func (m *madeUp) write(name string, content []byte) {
	m.t.Helper()
	must(m.t, m.files.WriteFile(name, content, 0o600))
}

func (m *madeUp) remove(name string) {
	m.t.Helper()
	must(m.t, m.files.Remove(name))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
