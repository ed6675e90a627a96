// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"strings"
	"testing"
)

// SecretPart stands in every credential of the tests that is refused, so that it can be looked for.
const SecretPart = "9f2c4e71bd05"

// Output is what a Terraform command printed, without colours, or what the provider answered a call with, in the words of
// a command.
type Output struct {
	t      *testing.T
	text   string
	failed bool
}

// String is the text as it was printed.
func (o Output) String() string {
	return o.text
}

// Failed reports whether the command or the call ended with an error.
func (o Output) Failed() bool {
	return o.failed
}

// Succeeds ends the test where the command or the call ended with an error.
func (o Output) Succeeds() {
	o.t.Helper()
	if o.failed {
		o.t.Fatalf("there is an error:\n%s", o.text)
	}
}

// Says checks that the output has each of the phrases, however it is wrapped.
func (o Output) Says(phrases ...string) {
	o.t.Helper()
	Says(o.t, o.text, phrases...)
}

// Lacks checks that the output has none of the phrases.
func (o Output) Lacks(phrases ...string) {
	o.t.Helper()
	Lacks(o.t, o.text, phrases...)
}

// IsSilent checks that nothing was said at all.
func (o Output) IsSilent() {
	o.t.Helper()
	if o.text != "" {
		o.t.Errorf("there is output:\n%s", o.text)
	}
}

// IsOneError checks that the output has exactly one error, which says each of the phrases and tells no secret.
func (o Output) IsOneError(phrases ...string) {
	o.t.Helper()
	o.Says(phrases...)
	o.Lacks(SecretPart)
	if errors := strings.Count(o.text, "Error: "); errors != 1 {
		o.t.Errorf("there are %d errors, want one:\n%s", errors, o.text)
	}
}

// Says checks that a text has each of the phrases, however it is wrapped.
func Says(t *testing.T, text string, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		if !strings.Contains(Unwrapped(text), phrase) {
			t.Errorf("the output does not say %q:\n%s", phrase, text)
		}
	}
}

// Lacks checks that a text has none of the phrases.
func Lacks(t *testing.T, text string, phrases ...string) {
	t.Helper()
	for _, phrase := range phrases {
		if strings.Contains(Unwrapped(text), phrase) {
			t.Errorf("the output says %q:\n%s", phrase, text)
		}
	}
}

// Unwrapped is a text without the frame and the line breaks that Terraform wraps a message in.
func Unwrapped(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("│", " ", "╷", " ", "╵", " ").Replace(text)), " ")
}

// and is this output followed by another.
func (o Output) and(next Output) Output {
	o.text += next.text
	o.failed = o.failed || next.failed
	return o
}

// NoOutput is what nothing at all has said, since there was nothing to do.
func NoOutput(t *testing.T) Output {
	t.Helper()
	return Output{t: t}
}
