// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"strings"
	"testing"
)

func TestCheckNameTakesTextWithoutBlanksAroundIt(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Jane Doe":         "",
		"jane@example.com": "",
		"+15550100":        "",
		"7":                "",

		"":            "it is empty; leave it out or give it a value",
		" \t\n":       "it is empty",
		" Jane Doe":   `" Jane Doe" has leading or trailing whitespace: use "Jane Doe"`,
		"Jane Doe\n":  `"Jane Doe\n" has leading or trailing whitespace: use "Jane Doe"`,
		"\u00a0Jane ": `use "Jane"`,
		"\ufeffJane":  `has leading or trailing whitespace: use "Jane"`,
		"Jane\u200b":  `has leading or trailing whitespace: use "Jane"`,
		"\u200b":      "it is empty",
		// A joiner inside is part of how a name is written.
		"نام\u200cها": "",
	} {
		if err := checkName(name); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q", name, err, want)
		}
	}
}
