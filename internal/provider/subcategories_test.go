// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestEveryPageStandsUnderItsSubcategory checks what the registry sorts its menu by. Guides have a menu of their own.
func TestEveryPageStandsUnderItsSubcategory(t *testing.T) {
	t.Parallel()
	for _, file := range filesUnder(t, docsDir) {
		dir, page := filepath.Base(filepath.Dir(file)), filepath.Base(file)
		if dir == "guides" || page == "index.md" {
			continue
		}
		want := "Access systems"
		switch {
		case strings.Contains(page, "access_group"):
			want = "Access groups"
		case strings.Contains(page, "user"):
			want = "People"
		}
		subcategory := regexp.MustCompile(`(?m)^subcategory: "(.*)"$`).FindStringSubmatch(read(t, file))
		if len(subcategory) != 2 || subcategory[1] != want {
			t.Errorf("%s stands under %q, want %q", strings.TrimPrefix(file, docsDir+"/"), subcategory, want)
		}
	}
}
