// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/ProtonMail/go-crypto/openpgp"
	"github.com/ProtonMail/go-crypto/openpgp/packet"
)

const (
	version   = "1.2.3"
	prefix    = "terraform-provider-seam_1.2.3_"
	checksums = prefix + "SHA256SUMS"
	manifest  = "terraform-registry-manifest.json"
)

func TestReleaseIsTakenOnlyAsTheRegistryAsksForIt(t *testing.T) {
	t.Parallel()
	key := newKey(t, packet.PubKeyAlgoRSA)
	tests := map[string]struct {
		// spoil is done to a repository with a release that is in order.
		spoil func(*repository)
		// want is what the error says, nothing for none.
		want string
	}{
		"in order": {func(*repository) {}, ""},

		"a tampered archive": {func(r *repository) {
			r.write("dist/"+prefix+"linux_amd64.zip", r.zip("another binary", 0o755, "terraform-provider-seam_v1.2.3"))
		}, "1.2.3_linux_amd64.zip has the checksum"},
		"a tampered archive with its checksum": {func(r *repository) {
			r.write("dist/"+prefix+"linux_amd64.zip", r.zip("another binary", 0o755, "terraform-provider-seam_v1.2.3"))
			r.writeChecksums()
		}, "signature"},
		"a tampered manifest": {func(r *repository) {
			r.write(manifest, []byte("{}"))
		}, "1.2.3_manifest.json has the checksum"},

		"a missing manifest": {func(r *repository) {
			delete(r.files, manifest)
		}, manifest},
		"a missing archive": {func(r *repository) {
			delete(r.files, "dist/"+prefix+"windows_386.zip")
		}, "1.2.3_windows_386.zip"},
		"a missing signature": {func(r *repository) {
			r.artifacts = slices.DeleteFunc(r.artifacts, func(a map[string]string) bool { return a["type"] == "Signature" })
		}, "1.2.3_SHA256SUMS.sig is missing"},
		"missing checksums": {func(r *repository) {
			r.artifacts = slices.DeleteFunc(r.artifacts, func(a map[string]string) bool { return a["type"] == "Checksum" })
		}, "1.2.3_SHA256SUMS is missing"},
		"an archive with another name": {func(r *repository) {
			r.addArchive("Linux_arm64", "linux", "arm64")
			r.writeChecksums()
			r.sign(key)
		}, "1.2.3_linux_arm64.zip is missing"},
		"a file that nobody asked for": {func(r *repository) {
			r.add(checksums+".pem", "Signature", nil)
		}, "1.2.3_SHA256SUMS.pem should not be there"},

		"an archive without checksum": {func(r *repository) {
			r.addArchive("plan9_386", "plan9", "386")
		}, "in the checksums, terraform-provider-seam_1.2.3_plan9_386.zip is missing"},
		"a manifest without checksum": {func(r *repository) {
			r.writeChecksums(prefix + "manifest.json")
			r.sign(key)
		}, "in the checksums, terraform-provider-seam_1.2.3_manifest.json is missing"},
		"a checksum without file": {func(r *repository) {
			r.write("dist/"+checksums, append(r.read("dist/"+checksums), strings.Repeat("0", 64)+"  else.zip\n"...))
			r.sign(key)
		}, "in the checksums, else.zip should not be there"},
		"checksums in another format": {func(r *repository) {
			r.write("dist/"+checksums, []byte("SHA256 (a.zip) = 0\n"))
			r.sign(key)
		}, "not a checksum and a name"},

		"a signature of something else": {func(r *repository) {
			r.write("dist/"+checksums+".sig", r.signature(key, []byte("something else")))
		}, "signature"},
		"a signature by somebody else": {func(r *repository) {
			r.sign(newKey(r.t, packet.PubKeyAlgoRSA))
		}, "signature"},
		"a signature in ASCII armour": {func(r *repository) {
			var armoured bytes.Buffer
			must(r.t, openpgp.ArmoredDetachSign(&armoured, key, bytes.NewReader(r.read("dist/"+checksums)), nil))
			r.write("dist/"+checksums+".sig", armoured.Bytes())
		}, "detached signature"},
		"a key of another kind": {func(r *repository) {
			r.key = newKey(r.t, packet.PubKeyAlgoEdDSA)
			r.sign(r.key)
		}, "not RSA"},

		"a manifest for another protocol": {func(r *repository) {
			r.write(manifest, []byte(`{"version": 1, "metadata": {"protocol_versions": ["5.0"]}}`))
			r.writeChecksums()
			r.sign(key)
		}, "the manifest is"},
		"a binary with another name": {func(r *repository) {
			r.write("dist/"+prefix+"windows_386.zip", r.zip("a binary", 0o755, "terraform-provider-seam_v1.2.3"))
			r.writeChecksums()
			r.sign(key)
		}, "terraform-provider-seam_v1.2.3.exe is missing"},
		"a binary that is not executable": {func(r *repository) {
			r.write("dist/"+prefix+"linux_amd64.zip", r.zip("a binary", 0o644, "terraform-provider-seam_v1.2.3"))
			r.writeChecksums()
			r.sign(key)
		}, "not executable"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := newRepository(t, key)
			test.spoil(r)
			err := verify(io.Discard, r.release().checks())
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}

// repository is one in which goreleaser has made a release, with small files.
type repository struct {
	t         *testing.T
	files     fstest.MapFS
	artifacts []map[string]string
	key       *openpgp.Entity
}

func newRepository(t *testing.T, key *openpgp.Entity) *repository {
	t.Helper()
	r := &repository{t: t, files: fstest.MapFS{}, key: key}
	r.write(manifest, []byte(`{"version": 1, "metadata": {"protocol_versions": ["6.0"]}}`))
	r.addArchive("linux_amd64", "linux", "amd64")
	r.addArchive("windows_386", "windows", "386")
	r.add(checksums, "Checksum", nil)
	r.add(checksums+".sig", "Signature", nil)
	r.artifacts = append(r.artifacts, map[string]string{"type": "Metadata", "name": "metadata.json", "path": "dist/metadata.json"})
	r.writeChecksums()
	r.sign(key)
	return r
}

// release is the release in the repository.
func (r *repository) release() release {
	r.t.Helper()
	artifacts, err := json.Marshal(r.artifacts)
	must(r.t, err)
	r.write("dist/artifacts.json", artifacts)
	r.write("dist/metadata.json", []byte(`{"version": "`+version+`"}`))
	read, err := readRelease(r.files)
	must(r.t, err)
	var public bytes.Buffer
	must(r.t, r.key.Serialize(&public))
	read.key = public.Bytes()
	return read
}

func (r *repository) write(path string, content []byte) {
	r.files[path] = &fstest.MapFile{Data: content}
}

func (r *repository) read(path string) []byte {
	return r.files[path].Data
}

// add adds an artifact of goreleaser's.
func (r *repository) add(name, kind string, content []byte) map[string]string {
	artifact := map[string]string{"name": name, "path": "dist/" + name, "type": kind}
	r.artifacts = append(r.artifacts, artifact)
	r.write(artifact["path"], content)
	return artifact
}

func (r *repository) addArchive(name, system, architecture string) {
	r.t.Helper()
	binary := "terraform-provider-seam_v1.2.3"
	if system == "windows" {
		binary += ".exe"
	}
	artifact := r.add(prefix+name+".zip", "Archive", r.zip("a binary", 0o755, binary))
	artifact["goos"], artifact["goarch"] = system, architecture
}

// zip is an archive with a licence and a binary in it.
func (r *repository) zip(content string, mode fs.FileMode, binary string) []byte {
	r.t.Helper()
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	for name, content := range map[string]string{binary: content, "LICENSE": "a licence"} {
		header := &zip.FileHeader{Name: name}
		header.SetMode(mode)
		file, err := writer.CreateHeader(header)
		must(r.t, err)
		_, err = file.Write([]byte(content))
		must(r.t, err)
	}
	must(r.t, writer.Close())
	return archive.Bytes()
}

// writeChecksums writes those of all archives and of the manifest, without those of the given files.
func (r *repository) writeChecksums(without ...string) {
	contents := map[string][]byte{prefix + "manifest.json": r.read(manifest)}
	for _, artifact := range r.artifacts {
		if artifact["type"] == "Archive" {
			contents[artifact["name"]] = r.read(artifact["path"])
		}
	}
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(contents)) {
		if !slices.Contains(without, name) {
			fmt.Fprintf(&lines, "%x  %s\n", sha256.Sum256(contents[name]), name)
		}
	}
	r.write("dist/"+checksums, []byte(lines.String()))
}

func (r *repository) sign(key *openpgp.Entity) {
	r.t.Helper()
	r.write("dist/"+checksums+".sig", r.signature(key, r.read("dist/"+checksums)))
}

func (r *repository) signature(key *openpgp.Entity, content []byte) []byte {
	r.t.Helper()
	var signature bytes.Buffer
	must(r.t, openpgp.DetachSign(&signature, key, bytes.NewReader(content), nil))
	return signature.Bytes()
}

func newKey(t *testing.T, algorithm packet.PublicKeyAlgorithm) *openpgp.Entity {
	t.Helper()
	key, err := openpgp.NewEntity("Release", "", "release@example.com", &packet.Config{Algorithm: algorithm, RSABits: 2048})
	must(t, err)
	return key
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
