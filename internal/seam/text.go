// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"strings"
	"unicode"
)

// maxTextLength is how many characters OneLine returns at most, an ellipsis not counted.
const maxTextLength = 300

// OneLine makes a text from outside fit for a terminal: one line of bounded length, without control characters, such as
// the escapes that move a cursor, and without invisible ones, such as those that turn the direction of what follows.
func OneLine(text string) string { return shorten(flatten(text)) }

// flatten makes one line of a text. What separates words becomes a space; what is invisible is dropped.
func flatten(text string) string {
	visible := strings.Map(func(r rune) rune {
		switch {
		case unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point):
			return -1
		case unicode.IsPrint(r):
			return r
		default:
			return ' '
		}
	}, strings.ToValidUTF8(text, " "))
	return strings.Join(strings.Fields(visible), " ")
}

func shorten(line string) string {
	characters := 0
	for at := range line {
		if characters == maxTextLength {
			return line[:at] + "…"
		}
		characters++
	}
	return line
}

// LowerASCII writes ASCII letters in lowercase and leaves others alone, as e-mail addresses are compared: what Unicode calls
// the same letter may be another person's mailbox. It keeps the length of a text, unlike strings.ToLower.
func LowerASCII(text string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}
