// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// escaped writes each character as format says.
func escaped(text, format string) string {
	var all strings.Builder
	for _, r := range text {
		fmt.Fprintf(&all, format, r)
	}
	return all.String()
}

func TestNoWayOfEchoingTheCredentialRevealsIt(t *testing.T) {
	t.Parallel()
	seamError := func(kind, message, field, refusal string) http.HandlerFunc {
		return says(400, `{"error":{"type":"`+kind+`","message":"`+message+`","validation_errors":{"`+field+`":{"_errors":["`+refusal+`"]}}}}`)
	}
	const head = "HTTP/1.1 200 OK\r\n"
	first, second := testKey[:len(testKey)/2], testKey[len(testKey)/2:]
	for name, step := range map[string]http.HandlerFunc{
		"as the type of an error":           seamError(testKey, "m", "f", "r"),
		"in the message of an error":        seamError("t", "Bearer "+testKey+" is unknown", "f", "r"),
		"as a field that was refused":       seamError("t", "m", testKey, "r"),
		"in the refusal of a field":         seamError("t", "m", "f", testKey),
		"over two fields":                   says(400, `{"error":{"type":"t","message":"m","validation_errors":{"`+first+`":{"`+second+`":{"_errors":["r"]}}}}}`),
		"escaped as in JSON":                seamError("t", `\u0073eam`+testKey[4:], `\u0073eam`+testKey[4:], escaped(testKey, `\u%04x`)),
		"escaped in JSON of another kind":   says(403, `{"message":"`+escaped(testKey, `\u%04x`)+`"}`),
		"partly escaped in it":              says(403, `{"message":"\u0073eam`+testKey[4:]+`"}`),
		"escaped as in HTML":                says(500, escaped(testKey, "&#%d;")),
		"escaped by name":                   says(500, strings.ReplaceAll(testKey, "_", "&lowbar;")),
		"escaped as in a URL":               says(500, escaped(testKey, "%%%02x")),
		"escaped three times":               says(500, html.EscapeString(url.QueryEscape(escaped(testKey, `\x%02x`)))),
		"in plain text":                     says(500, "key="+testKey),
		"in capitals":                       says(500, strings.ToUpper(testKey)),
		"with what is invisible in it":      says(500, strings.Join(strings.Split(testKey, ""), "\u200b")),
		"escaped, with what is invisible":   says(500, strings.Join(strings.Split(testKey, ""), `&#x200b;`)),
		"where a text is cut":               says(500, strings.Repeat("x", maxTextLength-10)+testKey),
		"where a body is cut":               says(500, strings.Repeat(" ", maxKeptBytes-12)+testKey),
		"two thirds of it":                  says(500, testKey[len(testKey)/3:]),
		"in the request ID":                 says(500, "", "Seam-Request-Id", testKey),
		"in the request ID of a success":    says(200, `{"ok":false}`, "Seam-Request-Id", testKey),
		"in the path of a redirect":         says(302, "", "Location", "/"+testKey),
		"escaped in the path of a redirect": says(302, "", "Location", "/%73eam"+testKey[4:]),
		"as the host of a redirect":         says(302, "", "Location", "https://"+testKey+".example.com"),
		"as the user of a redirect":         says(302, "", "Location", "https://"+testKey+"@example.com"),
		"as the status":                     writes("HTTP/1.1 "+testKey+"\r\n\r\n", ""),
		"instead of an answer":              writes(testKey+"\r\n\r\n", ""),
		"as a header line":                  writes(head+testKey+"\r\n\r\n", ""),
		"as the name of a header":           writes(head+testKey+" x: y\r\n\r\n", ""),
		"as the length of the body":         writes(head+"Content-Length: "+testKey+"\r\n\r\n", ""),
		"as the encoding of the body":       writes(head+"Transfer-Encoding: "+testKey+"\r\n\r\n", ""),
		"as the answer to another question": says(200, `{"ok":true,"acs_user":{"acs_user_id":"`+testKey+`"}}`),
		"in a success of another shape":     says(200, `{"ok":true,"acs_user":"`+testKey+`"}`),
		"in a success that is no JSON":      says(200, testKey),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var journal journal
			client := clientOf(t, step)
			client.config.Log = journal.log
			_, err := client.GetACSUser(t.Context(), userID)
			failure := asError(t, err)
			texts := map[string]string{
				"the error": fmt.Sprintf("%v %+v %#v %q", err, failure, failure, failure),
				"the log":   strings.Join(journal.lines, "\n"),
			}
			for cause := error(failure); cause != nil; cause = errors.Unwrap(cause) {
				texts["a cause"] += fmt.Sprintf("%v %#v\n", cause, cause)
			}
			for place, text := range texts {
				if part := partOfKey(text); part != "" {
					t.Errorf("%s has %q: %s", place, part, text)
				}
			}
			if len(journal.lines) == 0 {
				t.Error("nothing was logged")
			}
		})
	}
}

// partOfKey returns what a text has of the credential, be it in capitals or escaped.
func partOfKey(text string) string {
	text, key := strings.ToLower(strings.ReplaceAll(text, "&#x200b;", "")), strings.ToLower(testKey)
	for i := range len(key) - minPart {
		part := key[i : i+minPart]
		for _, form := range []string{part, escaped(part, `\u%04x`), escaped(part, "%%%02x"), escaped(part, "&#%d;"), escaped(part, `\x%02x`)} {
			if strings.Contains(text, form) {
				return form
			}
		}
	}
	return ""
}

func TestRedactTakesOutNoMoreThanTheCredential(t *testing.T) {
	t.Parallel()
	credential := apiKeyCredential(t)
	for text, want := range map[string]string{
		"":                                "",
		"seam":                            "seam",
		"an API key begins with seam_":    "an API key begins with seam_",
		testKey:                           "(redacted)",
		"x" + testKey + testKey + "y":     "x(redacted)(redacted)y",
		"Bearer " + testKey + ", é":       "Bearer (redacted), é",
		"100% of %zz and \\u00e9 &amp; é": "100% of %zz and \\u00e9 &amp; é",
		"a%20b%2F" + escaped(testKey, "%%%02X") + "%C3%A9": "a%20b/(redacted)%C3%A9",
		"TheSecre": "(redacted)",
		"TheSecr":  "TheSecr",
	} {
		if got := credential.redact(text); got != want {
			t.Errorf("redact(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestAShortCredentialIsTakenOutWhole(t *testing.T) {
	t.Parallel()
	credential, err := APIKey("seam_1")
	if err != nil {
		t.Fatal(err)
	}
	if got := credential.redact("Bearer seam_1, not seam_2"); got != "Bearer (redacted), not seam_2" {
		t.Error(got)
	}
}

func TestACauseIsStillFoundThoughItsTextIsPublic(t *testing.T) {
	t.Parallel()
	own := errors.New("see " + testKey)
	client := clientOf(t, accepts())
	client.transport = roundTripper(func(*http.Request) (*http.Response, error) { return nil, fmt.Errorf("dialling: %w", own) })
	err := addUser(t.Context(), client)
	if want := "/acs/users/add_to_access_group: dialling: see (redacted)"; err == nil || err.Error() != want || !errors.Is(err, own) {
		t.Errorf("error = %v, want %q", err, want)
	}
	if errors.Is(err, errors.New("another")) {
		t.Error("the cause is anything")
	}
}
