// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"regexp"
	"strings"
	"testing"
)

// TestMessagesOfTheGuideAreTheProvidersOwn looks for each message of the guide, between its ellipses, in the source.
func TestMessagesOfTheGuideAreTheProvidersOwn(t *testing.T) {
	t.Parallel()
	var source strings.Builder
	for _, file := range filesUnder(t, "..") {
		if strings.HasSuffix(file, ".go") && !strings.HasSuffix(file, "_test.go") {
			source.WriteString(read(t, file))
		}
	}
	messages := 0
	for _, row := range regexp.MustCompile("(?m)^\\| (`.*?) \\|").FindAllStringSubmatch(read(t, templatesDir+"/guides/messages.md.tmpl"), -1) {
		if strings.Contains(row[1], "Inconsistent dependency lock file") {
			continue // It is Terraform's.
		}
		for _, message := range regexp.MustCompile("`(.*?)`").FindAllStringSubmatch(row[1], -1) {
			messages++
			for part := range strings.SplitSeq(message[1], "…") {
				if part = strings.TrimSpace(part); !strings.Contains(source.String(), part) {
					t.Errorf("the provider never says %q of %q", part, message[1])
				}
			}
		}
	}
	if messages < 20 {
		t.Errorf("the guide has %d messages", messages)
	}
}
