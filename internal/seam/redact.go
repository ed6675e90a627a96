// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"html"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
)

// An answer may echo the credential anywhere: in a message, the name of a field, a redirect, a header that net/http quotes
// in its errors. So whatever this package says goes through public as the last thing before it is said: each part of an
// Error in publish, each line of the log in log.

// publish makes the parts of an error that came from outside public.
func (c *Client) publish(failure *Error) *Error {
	failure.Type = c.public(failure.Type)
	failure.Message = c.public(failure.Message)
	failure.RequestID = c.public(failure.RequestID)
	for i, refused := range failure.ValidationErrors {
		failure.ValidationErrors[i] = ValidationError{Field: c.public(refused.Field), Message: c.public(refused.Message)}
	}
	if failure.Err != nil {
		failure.Err = cause{text: c.public(failure.Err.Error()), is: isOf(failure.Err)}
	}
	return failure
}

// log tells Config.Log of what happens, with alternating keys and values.
func (c *Client) log(ctx context.Context, level slog.Level, message string, fields ...any) {
	if c.config.Log == nil {
		return
	}
	for i, field := range fields {
		if text, isText := field.(string); isText {
			fields[i] = c.public(text)
		}
	}
	c.config.Log(ctx, level, message, fields...)
}

// public returns a text as OneLine does, without the credential.
func (c *Client) public(text string) string {
	return shorten(c.config.Credential.redact(flatten(text)))
}

// cause is an error of which only the text is left, and what errors.Is finds in it: an error that wraps others prints
// theirs too.
type cause struct {
	text string
	// A function, since fmt reads the fields of a struct.
	is func(target error) bool
}

func (c cause) Error() string { return c.text }

// Is finds what the error wrapped, such as the end of a context.
func (c cause) Is(target error) bool { return c.is(target) }

func isOf(err error) func(target error) bool {
	return func(target error) bool { return errors.Is(err, target) }
}

// minPart is how many characters of a credential in a row are taken for a part of it, and maxLayers how many encodings on
// top of each other are taken off to look for it.
const (
	minPart   = 8
	maxLayers = 3
)

// redact returns a flattened text without the credential and without parts of it, in capitals or not, also where it is
// escaped as in a URL, in JSON or in HTML. Where an escaped one is found, the whole text is returned unescaped.
func (c Credential) redact(text string) string {
	shown := c.cut(text)
	for range maxLayers {
		text = flatten(unescape(text))
		if public := c.cut(text); public != text {
			shown = public
		}
	}
	return shown
}

// cut replaces each part of the credential.
func (c Credential) cut(text string) string {
	token, folded := LowerASCII(c.token()), LowerASCII(text)
	length := min(minPart, len(token))
	isPart := func(end int) bool { return end <= len(text) && strings.Contains(token, folded[end-length:end]) }
	var public strings.Builder
	rest := 0
	for end := length; end <= len(text); end++ {
		if !isPart(end) {
			continue
		}
		public.WriteString(text[rest:end-length] + redacted)
		for isPart(end + 1) {
			end++
		}
		rest = end
		end += length - 1
	}
	return public.String() + text[rest:]
}

var escape = regexp.MustCompile(`\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|%[0-9a-fA-F]{2}`)

// unescape takes one encoding off those characters that a credential can have.
func unescape(text string) string {
	return html.UnescapeString(escape.ReplaceAllStringFunc(text, func(escaped string) string {
		code, err := strconv.ParseUint(strings.TrimLeft(escaped, `\ux%`), 16, 32)
		if err != nil || code <= ' ' || code > '~' {
			return escaped
		}
		return string(rune(code))
	}))
}
