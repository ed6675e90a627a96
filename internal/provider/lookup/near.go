// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxEdits is how many letters two values may differ in and still be near.
const maxEdits = 2

// isNear reports whether somebody who writes one value may mean the other: they have the same letters and digits but for an
// edit or two, or one contains those of the other and is at most twice as long.
func isNear(a, b string) bool {
	shorter, longer := essence(a), essence(b)
	if len(shorter) > len(longer) {
		shorter, longer = longer, shorter
	}
	if shorter == "" {
		return false
	}
	if strings.Contains(longer, shorter) {
		return len(longer) <= 2*len(shorter)
	}
	// One letter in four, so that two short names are not near for being short.
	allowed := min(maxEdits, len([]rune(shorter))/4)
	return edits([]rune(shorter), []rune(longer)) <= allowed
}

// distance is how many edits lead from one value to the other, in letters and digits: at most maxEdits, or one more for
// anything beyond.
func distance(a, b string) int {
	return edits([]rune(essence(a)), []rune(essence(b)))
}

// edits is the Levenshtein distance of two texts, or maxEdits and one where it is more than maxEdits.
func edits(a, b []rune) int {
	if max(len(a), len(b))-min(len(a), len(b)) > maxEdits {
		return maxEdits + 1
	}
	// row has the distances of what was read of a from each beginning of b.
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], maxEdits+1)
}

// essence returns the letters and digits of a text, in lowercase.
func essence(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(text))
}
