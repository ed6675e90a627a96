// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"cmp"
	"compress/gzip"
	"encoding/json"
	"maps"
	"net/http"
)

// faultHeader marks an answer that is not to be compared with what Seam documents, since a [Fault] has spoilt it.
const faultHeader = "Fakeseam-Fault"

func (a answer) marked() answer {
	a.header.Set(faultHeader, "injected")
	return a
}

func (a answer) isMarked() bool {
	return a.header.Get(faultHeader) != ""
}

// answerWith returns what a request is answered with under a fault, if it is answered at all. Unless the fault has an
// answer of its own, the request is carried out.
func (f *Fake) answerWith(fault Fault, request *Request) (answer, bool) {
	if a, isOwn := f.ownAnswer(fault, request); isOwn {
		return a, true
	}
	if fault.commitsLate() {
		return newAnswer(http.StatusOK, jsonContentType, ok()).marked(), fault.Stall != ""
	}
	asked := *request
	asked.workspaceID = fault.Workspace
	if fault.AnswerTo != nil {
		asked = fault.AnswerTo.instead(asked)
	}
	if fault.Lie.isAboutPages() {
		asked = firstPage(asked)
	}
	a := f.lie(fault.Lie, request, f.answerTo(&asked))
	if asked.Path != request.Path || fault.GzipTo > 0 {
		a = a.marked()
	}
	return a, true
}

// ownAnswer returns the answer that a fault gives without a look at the route, if it does.
func (f *Fake) ownAnswer(fault Fault, request *Request) (answer, bool) {
	if kind, isNotFound := fault.Lie.notFound(); isNotFound {
		return f.notFoundAnswer(kind), true
	}
	var a answer
	switch {
	case fault.Echo != "":
		a = fault.Echo.answer(request.Header.Get("Authorization"), fault.Status)
	case fault.Status != 0 || fault.Body != "":
		contentType := fault.ContentType
		if contentType == "" && json.Valid([]byte(fault.Body)) {
			contentType = jsonContentType
		}
		a = newAnswer(cmp.Or(fault.Status, http.StatusOK), contentType, []byte(fault.Body))
	default:
		return answer{}, false
	}
	maps.Copy(a.header, fault.Header)
	return a.marked(), true
}

// send sends an answer as far as the fault lets it.
func (f Fault) send(w http.ResponseWriter, a answer) {
	switch {
	case a.raw != "":
		sendRaw(w, a.raw)
	case f.Stall != "":
		f.Stall.send(w, a)
	case f.CutAnswer:
		a.sendHalf(w)
		drop(w, f.Reset)
	case f.GzipTo > 0:
		a.sendGzip(w, f.GzipTo)
	default:
		a.send(w)
	}
}

// sendRaw writes text to the connection in place of an answer, and closes it.
func sendRaw(w http.ResponseWriter, text string) {
	connection := takeOver(w)
	_, _ = connection.Write([]byte(text))
	_ = connection.Close()
}

// sendGzip sends the answer with blanks before its last byte, which make it so many bytes long, compressed as it goes.
func (a answer) sendGzip(w http.ResponseWriter, size int64) {
	maps.Copy(w.Header(), a.header)
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(a.status)
	compressor := gzip.NewWriter(w)
	end := max(len(a.body)-1, 0)
	_, err := compressor.Write(a.body[:end])
	blanks := make([]byte, 64<<10)
	for i := range blanks {
		blanks[i] = ' '
	}
	for left := size - int64(len(a.body)); left > 0 && err == nil; left -= int64(len(blanks)) {
		_, err = compressor.Write(blanks[:min(left, int64(len(blanks)))])
	}
	_, _ = compressor.Write(a.body[end:])
	_ = compressor.Close()
}
