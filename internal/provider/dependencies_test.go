// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"path"
	"regexp"
	"strings"
	"testing"
)

func TestEveryDirectDependencyHasAReason(t *testing.T) {
	t.Parallel()
	contributing := read(t, "../../CONTRIBUTING.md")
	modules := regexp.MustCompile(`(?m)^\t(\S+) v\S+$`).FindAllStringSubmatch(read(t, "../../go.mod"), -1)
	if len(modules) == 0 {
		t.Fatal("go.mod has no direct dependencies")
	}
	for _, module := range modules {
		if !strings.Contains(contributing, "`"+module[1]+"`") && !strings.Contains(contributing, "`"+path.Base(module[1])+"`") {
			t.Errorf("CONTRIBUTING.md does not say what %s is for", module[1])
		}
	}
}
