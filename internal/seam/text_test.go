// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"net/http"
	"strings"
	"testing"
	"unicode"
)

func TestOneLine(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                              "",
		"Jane Doe":                      "Jane Doe",
		" Jane \t\r\n Doe\n":            "Jane Doe",
		"Jane\x1b[1A\x1b[2KDoe":         "Jane [1A [2KDoe",
		"Jane\u009b2KDoe":               "Jane 2KDoe",
		"a\x00b\x7fc":                   "a b c",
		"a\u2028b\u2029c\u0085d":        "a b c d",
		"a\u00a0b\u3000c":               "a b c",
		"a\u202ab\u202bc\u202cd":        "abcd",
		"a\u202db\u202ec":               "abc",
		"a\u2066b\u2067c\u2068d\u2069e": "abcde",
		"a\u200eb\u200fc\u061cd":        "abcd",
		"a\u200bb\u200cc\u200dd\ufeffe\u2060f\u00adg": "abcdefg",
		"a\u3164b\u115fc\U000e0041d":                  "abcd",
		"a\xffb":                                      "a b",
		"José Müller 王小明 עדה":                         "José Müller 王小明 עדה",
		"👩 ✓":                                         "👩 ✓",
		strings.Repeat("é", 300):                      strings.Repeat("é", 300),
		strings.Repeat("é", 301):                      strings.Repeat("é", 300) + "…",
	} {
		if got := OneLine(text); got != want {
			t.Errorf("OneLine(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestNoCharacterOfOneLineMovesTheCursorOrTheDirection(t *testing.T) {
	t.Parallel()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		for _, left := range strings.Trim(OneLine("a"+string(r)+"b"), "ab") {
			if left != ' ' && !unicode.IsGraphic(left) || unicode.In(left, unicode.Bidi_Control, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
				t.Fatalf("%U is left of %U", left, r)
			}
		}
	}
}

// Each part of an error, whatever it is made of.
func TestAnErrorIsOneLine(t *testing.T) {
	t.Parallel()
	const evil = `x\u001b[2K\u202ey\n`
	for name, step := range map[string]http.HandlerFunc{
		"Seam's error": says(400, `{"error":{"type":"`+evil+`","message":"`+evil+`","validation_errors":{"`+evil+`":{"_errors":["`+evil+`"]}}}}`),
		"plain text":   says(500, "x\x1b[2K\u202ey\n"),
		"request ID":   writes("HTTP/1.1 500 x\r\nSeam-Request-Id: x\u202ey\r\nContent-Length: 0\r\n\r\n", ""),
		"redirect":     writes("HTTP/1.1 302 x\r\nLocation: //x\u202ey/\u202e\r\nContent-Length: 0\r\n\r\n", ""),
		"header":       writes("HTTP/1.1 200 OK\r\nx\x1b[2K\u202ey\r\n\r\n", ""),
		"many fields":  says(400, `{"error":{"type":"t","message":"m","validation_errors":{"_errors":[`+strings.Repeat(`"x",`, 2000)+`"x"]}}}`),
		"deep fields":  says(400, `{"error":{"type":"t","message":"m","validation_errors":`+strings.Repeat(`{"x":`, 2000)+`{}`+strings.Repeat(`}`, 2000)+`}}`),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := addUser(t.Context(), clientOf(t, step))
			if strings.ContainsFunc(err.Error(), func(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf) }) {
				t.Errorf("error = %q", err)
			}
			if len(err.Error()) > 2000 {
				t.Errorf("an error of %d bytes", len(err.Error()))
			}
		})
	}
}
