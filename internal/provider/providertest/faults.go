// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"fmt"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// Outage is an answer of something between the provider and Seam.
func Outage() fakeseam.Fault {
	return fakeseam.Fault{Status: http.StatusBadGateway, Body: "<html>Bad Gateway</html>", ContentType: "text/html"}
}

// Moment is one in the life of a process: the nth request of a kind, before Seam has made the change or after.
type Moment struct {
	Nth  int
	Made bool
}

func (m Moment) String() string {
	if m.Made {
		return fmt.Sprintf("after change %d", m.Nth)
	}
	return fmt.Sprintf("before change %d", m.Nth)
}

// Halt leaves the request of a moment and all later ones without an answer, and tells when the first of them is there.
func (w *World) Halt(m Moment, paths ...string) <-chan struct{} {
	reached := make(chan struct{})
	var count atomic.Int32
	fault := fakeseam.Fault{Delay: time.Hour}
	if m.Made {
		fault = fakeseam.Fault{DelayAfter: time.Hour}
	}
	fault.Match = func(request fakeseam.Request) bool {
		if !slices.Contains(paths, request.Path) {
			return false
		}
		arrived := int(count.Add(1))
		if arrived == m.Nth {
			close(reached)
		}
		return arrived >= m.Nth
	}
	w.Inject("*", fault)
	return reached
}

// HoldAll keeps all requests to some paths waiting until release is called, and makes their changes then, whether or not
// anybody still waits. It tells when so many are there.
func (w *World) HoldAll(count int32, paths ...string) (reached <-chan struct{}, release func()) {
	arrived, released := make(chan struct{}), make(chan struct{})
	var waiting atomic.Int32
	for _, path := range paths {
		w.Inject(path, fakeseam.Fault{Match: func(fakeseam.Request) bool {
			if waiting.Add(1) == count {
				close(arrived)
			}
			<-released
			return false
		}})
	}
	return arrived, sync.OnceFunc(func() { close(released) })
}

// Eventually waits until something holds that goes on by itself.
func Eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("it has not come to pass that %s", what)
		}
		time.Sleep(20 * time.Millisecond)
	}
}
