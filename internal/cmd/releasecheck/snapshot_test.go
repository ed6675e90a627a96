// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCollectTakesWhatAReleaseUploads(t *testing.T) {
	t.Parallel()
	repository := newRepository(t, map[string]string{
		"dist/a.zip":            "an archive",
		"dist/sums":             "checksums",
		"dist/sums.sig":         "a signature",
		"dist/linux/binary":     "a binary",
		"dist/metadata.json":    `{"version": "1.2.3", "commit": "0123abc"}`,
		"registry-manifest.txt": "a manifest",
		".goreleaser.yml": `project_name: seam
release:
  extra_files:
    - glob: registry-manifest.txt
      name_template: "{{ .ProjectName }}_{{ .Version }}_manifest.json"
`,
		"dist/artifacts.json": `[
			{"name": "a.zip", "path": "dist/a.zip", "type": "Archive"},
			{"name": "binary", "path": "dist/linux/binary", "type": "Binary"},
			{"name": "metadata.json", "path": "dist/metadata.json", "type": "Metadata"},
			{"name": "sums", "path": "dist/sums", "type": "Checksum"},
			{"name": "sums.sig", "path": "dist/sums.sig", "type": "Signature"}
		]`,
	})
	root, err := os.OpenRoot(repository)
	must(t, err)
	t.Cleanup(func() { must(t, root.Close()) })
	collected, err := collect(root, filepath.Join(t.TempDir(), "release"))
	must(t, err)
	t.Cleanup(func() { must(t, collected.files.Close()) })

	if collected.version != "1.2.3" || collected.commit != "0123abc" {
		t.Errorf("got the version %q of the commit %q", collected.version, collected.commit)
	}
	want := map[string]string{
		"a.zip":                    "an archive",
		"sums":                     "checksums",
		"sums.sig":                 "a signature",
		"seam_1.2.3_manifest.json": "a manifest",
	}
	for name, content := range want {
		got, err := collected.files.ReadFile(name)
		if err != nil || string(got) != content {
			t.Errorf("%s is %q, %v", name, got, err)
		}
	}
	entries, err := os.ReadDir(collected.files.Name())
	if err != nil || len(entries) != len(want) {
		t.Errorf("got the files %v, %v", entries, err)
	}
}

// newRepository writes files into a new directory.
func newRepository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, contents := t.TempDir(), map[string][]byte{}
	for name, content := range files {
		contents[name] = []byte(content)
	}
	must(t, writeFiles(dir, contents))
	return dir
}
