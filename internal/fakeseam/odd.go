// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"bytes"
	"strings"
)

// noteAddress remembers an email address that is none, as access systems hold some.
func (f *Fake) noteAddress(address string) {
	if isOdd(address) {
		f.oddAddresses = append(f.oddAddresses, encode(address))
	}
}

// isOdd reports whether a text has a character that no email address has.
func isOdd(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// markOdd marks an answer with an email address that is none: the OpenAPI document has no room for it.
func (f *Fake) markOdd(a answer) answer {
	for _, address := range f.oddAddresses {
		if bytes.Contains(a.body, address) {
			return a.marked()
		}
	}
	return a
}
