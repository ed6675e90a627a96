// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"
)

// Echo is a place in an answer where a careless server, or a proxy before it, repeats the request's Authorization.
type Echo string

// All places of an echo. The status is given unless [Fault.Status] says another.
const (
	// EchoInRedirect is 302 with the credential in the path of Location, each byte percent-encoded.
	EchoInRedirect Echo = "in a redirect"
	// EchoInMessage is 400 with the credential in the error's message, each character escaped as JSON allows.
	EchoInMessage Echo = "in an error's message"
	// EchoInFieldName is 400 with the credential as the name of a field in validation_errors.
	EchoInFieldName Echo = "as a field's name"
	// EchoInHeaderLine is a header line without a colon.
	EchoInHeaderLine Echo = "in a malformed header line"
	// EchoInContentLength is a Content-Length that is no number.
	EchoInContentLength Echo = "as the content length"
	// EchoInRequestID is 400 with the credential in the header seam-request-id.
	EchoInRequestID Echo = "as the request ID"
	// EchoInHTML is 502 with a page of HTML.
	EchoInHTML Echo = "in HTML"
	// EchoInText is 500 with plain text.
	EchoInText Echo = "in plain text"
)

// Echoes returns all places of an echo.
func Echoes() []Echo {
	return []Echo{
		EchoInRedirect, EchoInMessage, EchoInFieldName, EchoInHeaderLine,
		EchoInContentLength, EchoInRequestID, EchoInHTML, EchoInText,
	}
}

// answer repeats a request's Authorization, with a status of its own where status is 0.
func (e Echo) answer(authorization string, status int) answer {
	refused := cmp.Or(status, http.StatusBadRequest)
	switch e {
	case EchoInRedirect:
		a := newAnswer(cmp.Or(status, http.StatusFound), "", nil)
		a.header.Set("Location", "/login/"+escaped(authorization, "%%%02X"))
		return a
	case EchoInMessage:
		body := `{"error":{"type":"invalid_input","message":"Refused: ` + escaped(authorization, `\u%04x`) + `"},"ok":false}`
		return newAnswer(refused, jsonContentType, []byte(body))
	case EchoInFieldName:
		body := `{"error":{"type":"invalid_input","message":"Invalid input","validation_errors":{"_errors":[],` +
			string(encode(authorization)) + `:{"_errors":["Unrecognized key"]}}},"ok":false}`
		return newAnswer(refused, jsonContentType, []byte(body))
	case EchoInHeaderLine:
		return rawAnswer("Authorization " + authorization)
	case EchoInContentLength:
		return rawAnswer("Content-Length: " + authorization)
	case EchoInRequestID:
		a := badRequest("invalid_input", "Refused").answer()
		a.status = refused
		a.header.Set(requestIDHeader, authorization)
		return a
	case EchoInHTML:
		page := "<html><body><p>Refused: " + authorization + "</p></body></html>"
		return newAnswer(cmp.Or(status, http.StatusBadGateway), "text/html", []byte(page))
	default: // EchoInText
		return newAnswer(cmp.Or(status, http.StatusInternalServerError), "text/plain", []byte("Refused: "+authorization))
	}
}

// rawAnswer is an answer whose header has a line that breaks it.
func rawAnswer(line string) answer {
	a := newAnswer(http.StatusOK, "", nil)
	a.raw = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + line + "\r\n\r\n{\"ok\":true}"
	return a
}

// escaped writes every byte of a text in a format.
func escaped(text, format string) string {
	var written strings.Builder
	for i := range len(text) {
		fmt.Fprintf(&written, format, text[i])
	}
	return written.String()
}
