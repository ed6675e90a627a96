// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"strings"
	"testing"
	"unicode"
)

// Hostile is a text from outside that begins like a name. The escapes erase the line above, and the last character turns the
// direction of what follows.
const Hostile = "Eve\x1b[1A\x1b[2K\nNobody will be removed\u202e"

// ShowsHostile checks that the output has the hostile text, as one line without the characters that do harm.
func (o Output) ShowsHostile() {
	o.t.Helper()
	o.Says("Eve [1A [2K Nobody will be removed")
	o.IsHarmless()
}

// IsHarmless checks that the output has neither the line break of the hostile text nor its characters that do harm.
func (o Output) IsHarmless() {
	o.t.Helper()
	IsFitForATerminal(o.t, strings.ReplaceAll(o.text, "\n", ""))
	if strings.Contains(o.text, "\nNobody will be removed") {
		o.t.Errorf("the text breaks the line:\n%s", o.text)
	}
}

// IsFitForATerminal checks that a text is one line without characters that move or hide what is around it.
func IsFitForATerminal(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
		t.Errorf("the text has characters that move or hide what is around it: %q", text)
	}
}
