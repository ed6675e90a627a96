// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// front is a world that can be shut off, and stays at its address.
type front struct {
	*World
	t       *testing.T
	address string
	handler http.Handler

	mu       sync.Mutex
	listener net.Listener
	server   *http.Server
}

// newFront returns an open one.
func newFront(t *testing.T, w *World, handler http.Handler) *front {
	t.Helper()
	behind := *w
	f := &front{World: &behind, t: t, address: net.JoinHostPort(ownLoopback(t, w), "0"), handler: handler}
	if err := f.open(); err != nil {
		t.Fatal(err)
	}
	f.URL = "http://" + f.address
	t.Cleanup(f.shut)
	return f
}

// ownLoopback is a loopback address that no other test listens on. Elsewhere, the port of a front that is shut would
// soon be given to the server of another test, which then answers in its place. The world's own port makes it unique.
// Only Linux listens on all of 127.0.0.0/8 by itself.
func ownLoopback(t *testing.T, w *World) string {
	t.Helper()
	if runtime.GOOS != "linux" {
		return "127.0.0.1"
	}
	_, port, _ := strings.Cut(strings.TrimPrefix(w.URL, "http://"), ":")
	number, err := strconv.Atoi(port)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("127.1.%d.%d", number>>8, number&0xff)
}

func (f *front) open() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var config net.ListenConfig
	listener, err := config.Listen(f.t.Context(), "tcp", f.address)
	if err != nil {
		return err
	}
	f.address, f.listener, f.server = listener.Addr().String(), listener, &http.Server{Handler: f.handler}
	go func(server *http.Server) {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			f.t.Error(err)
		}
	}(f.server)
	return nil
}

// shut ends all connections, and has new ones refused. A server that is closed before it has begun to serve leaves its
// listener open.
func (f *front) shut() {
	f.mu.Lock()
	defer f.mu.Unlock()
	_ = f.server.Close()
	_ = f.listener.Close()
}

// flood is a handler that answers the requests to a path without an end.
func flood(w *World, path string) http.Handler {
	part := bytes.Repeat([]byte("x"), 1<<20)
	return http.HandlerFunc(func(answer http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path {
			w.ServeHTTP(answer, r)
			return
		}
		_, err := answer.Write([]byte(`{"ok":true,"name":"`))
		for err == nil {
			_, err = answer.Write(part)
		}
	})
}
