// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// Stall is a way never to come to the end of an answer. It lasts until the client closes the connection. Unless the fault
// has an answer of its own, the request is carried out before.
type Stall string

const (
	// SwitchingProtocols answers 101, and nothing more.
	SwitchingProtocols Stall = "101"
	// InterimResponses answers 103 over and over.
	InterimResponses Stall = "103 over and over"
	// DribblingBody sends the answer's body byte by byte, and then blanks.
	DribblingBody Stall = "a body that dribbles"
)

// stallPace is the time between two bytes, or two answers: short enough for any timeout to see many of them.
const stallPace = 5 * time.Millisecond

func (s Stall) send(w http.ResponseWriter, a answer) {
	connection := takeOver(w)
	defer func() { _ = connection.Close() }()
	left := make(chan struct{})
	go func() {
		defer close(left)
		_, _ = io.Copy(io.Discard, connection)
	}()
	switch s {
	case SwitchingProtocols:
		_, _ = io.WriteString(connection, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n")
		<-left
	case InterimResponses:
		repeat(left, func() error {
			_, err := io.WriteString(connection, "HTTP/1.1 103 Early Hints\r\n\r\n")
			return err
		})
	default: // DribblingBody
		a.dribble(connection, left)
	}
}

// dribble sends the body as one that ends when the connection does.
func (a answer) dribble(connection net.Conn, left <-chan struct{}) {
	var head bytes.Buffer
	fmt.Fprintf(&head, "HTTP/1.1 %d %s\r\n", a.status, http.StatusText(a.status))
	_ = a.header.Write(&head)
	head.WriteString("Connection: close\r\n\r\n")
	if _, err := connection.Write(head.Bytes()); err != nil {
		return
	}
	body := a.body
	repeat(left, func() error {
		next := []byte(" ")
		if len(body) > 0 {
			next, body = body[:1], body[1:]
		}
		_, err := connection.Write(next)
		return err
	})
}

// repeat does something again and again until it fails or the client has left.
func repeat(left <-chan struct{}, do func() error) {
	ticker := time.NewTicker(stallPace)
	defer ticker.Stop()
	for do() == nil {
		select {
		case <-left:
			return
		case <-ticker.C:
		}
	}
}
