// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"encoding/json"
	"net/http"
	"strconv"
)

const (
	jsonContentType = "application/json; charset=utf-8"
	requestIDHeader = "Seam-Request-Id"
)

// answer is what goes back to a client.
type answer struct {
	status int
	header http.Header
	body   []byte
	// raw is sent in place of the rest, as it is, before the connection is closed.
	raw string
}

func newAnswer(status int, contentType string, body []byte) answer {
	header := http.Header{}
	if contentType == "" {
		// A nil value keeps net/http from guessing a type: Seam's fake sends none with its plain answers.
		header["Content-Type"] = nil
	} else {
		header.Set("Content-Type", contentType)
	}
	return answer{status: status, header: header, body: body}
}

func (a answer) send(w http.ResponseWriter) {
	a.sendHeader(w)
	_, _ = w.Write(a.body)
}

// sendHalf announces the whole body and sends the first half of it.
func (a answer) sendHalf(w http.ResponseWriter) {
	a.sendHeader(w)
	_, _ = w.Write(a.body[:len(a.body)/2])
	_ = http.NewResponseController(w).Flush()
}

func (a answer) sendHeader(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
	w.WriteHeader(a.status)
}

// part is one field of an answer's body, encoded already: lists of many users are too large to encode every time.
type part struct {
	name string
	json []byte
}

// ok encodes the body of a success: the parts, and "ok": true.
func ok(parts ...part) []byte {
	size := len(`{"ok":true}`)
	for _, p := range parts {
		size += len(`"":,`) + len(p.name) + len(p.json)
	}
	body := append(make([]byte, 0, size), '{')
	for _, p := range parts {
		body = append(body, '"')
		body = append(body, p.name...)
		body = append(body, `":`...)
		body = append(body, p.json...)
		body = append(body, ',')
	}
	return append(body, `"ok":true}`...)
}

// array joins encoded elements to a JSON array.
func array(elements [][]byte) []byte {
	size := len(`[]`)
	for _, element := range elements {
		size += len(element) + len(`,`)
	}
	joined := append(make([]byte, 0, size), '[')
	for i, element := range elements {
		if i > 0 {
			joined = append(joined, ',')
		}
		joined = append(joined, element...)
	}
	return append(joined, ']')
}

// encode is for the fake's own objects, which always have an encoding.
func encode(object any) []byte {
	encoded, err := json.Marshal(object)
	if err != nil {
		panic("fakeseam: " + err.Error())
	}
	return encoded
}
