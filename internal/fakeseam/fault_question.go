// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"maps"
	"slices"
)

// Question is what a server mixes up with a request.
type Question struct {
	// Path is that of the question; empty means the request's own.
	Path string
	// Body is the question's JSON body.
	Body map[string]any
}

// instead returns the question in place of a request.
func (q Question) instead(request Request) Request {
	if q.Path != "" {
		request.Path = q.Path
	}
	request.RawBody = encode(q.Body)
	request.parse()
	return request
}

// firstPage returns a request for a page as one for the first.
func firstPage(request Request) Request {
	if body := maps.Clone(request.Body); body != nil {
		delete(body, "page_cursor")
		request.Body, request.parsed = body, any(body)
	}
	return request
}

// pathAnswer is the answer of a path.
type pathAnswer struct {
	path   string
	answer answer
}

// remember keeps an answer as the latest one of its path.
func (r *recorder) remember(given pathAnswer) {
	r.previous = slices.DeleteFunc(r.previous, func(kept pathAnswer) bool { return kept.path == given.path })
	r.previous = append(r.previous, given)
	if len(r.previous) > 2 {
		r.previous = r.previous[1:]
	}
}

// previousAnswer returns what was answered last on another path.
func (f *Fake) previousAnswer(path string) answer {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, kept := range slices.Backward(f.recorder.previous) {
		if kept.path != path {
			return kept.answer
		}
	}
	return newAnswer(200, jsonContentType, ok())
}
