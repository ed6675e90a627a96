// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// The race detector takes a multiple of the memory and of the time, so this runs without it.
//go:build !race

package seam

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

// What ten answers take together, each as large as may be, and compressed to a fraction of that.
//
//nolint:paralleltest // What other tests take would be measured too.
func TestTenOfTheLargestAnswersAtATimeFitIntoMemory(t *testing.T) {
	const most = 150 << 20
	users := func(count int, name string) string {
		var all strings.Builder
		for i := range count {
			fmt.Fprintf(&all, `,{"acs_user_id":"33333333-3333-4333-8333-%012d","display_name":%q}`, i, name)
		}
		return `{"ok":true,"acs_users":[` + all.String()[1:] + `]}`
	}
	for name, test := range map[string]struct {
		body func() string
		ask  func(context.Context, *Client) error
		want error
	}{
		"users as they are": {func() string { return groupOf(maxObjects) }, listUsers, nil},
		"as many as may be": {func() string { return users(maxObjects, "") }, listUsers, nil},
		"as long as may be": {func() string { return users(3, strings.Repeat("x", maxObjectBytes-300)) }, listUsers, nil},
		"one too long":      {func() string { return users(1, strings.Repeat("x", maxListBytes)) }, listUsers, errTooLarge},
		"a large object": {func() string {
			return `{"ok":true,"acs_user":{"acs_user_id":"` + userID + `","display_name":"` + strings.Repeat("x", maxObjectBytes-200) + `"}}`
		}, getUser, nil},
	} {
		t.Run(name, func(t *testing.T) {
			compressed := compress(t, test.body())
			runtime.GC()
			peak := peakOf(func() { askTenTimes(t, compressed, test.ask, test.want) })
			if peak > most {
				t.Errorf("%d MiB, for %d KiB on the wire", peak>>20, len(compressed)>>10)
			}
			t.Logf("%d MiB, for %d KiB on the wire", peak>>20, len(compressed)>>10)
		})
	}
}

func compress(t *testing.T, text string) []byte {
	t.Helper()
	var compressed bytes.Buffer
	writer := gzip.NewWriter(&compressed)
	if _, err := io.WriteString(writer, text); err != nil {
		t.Fatal(err)
	}
	if err := writer.Close(); err != nil {
		t.Fatal(err)
	}
	return compressed.Bytes()
}

func askTenTimes(t *testing.T, compressed []byte, ask func(context.Context, *Client) error, want error) {
	t.Helper()
	client := clientOf(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(compressed)
	}))
	var callers sync.WaitGroup
	for range 10 {
		callers.Go(func() {
			if err := ask(t.Context(), client); !errors.Is(err, want) {
				t.Errorf("error = %v, want %v", err, want)
			}
		})
	}
	callers.Wait()
}

// peakOf returns how much memory the heap takes at most while do runs.
func peakOf(do func()) (peak uint64) {
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			var memory runtime.MemStats
			runtime.ReadMemStats(&memory)
			peak = max(peak, memory.HeapAlloc)
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
	do()
	close(done)
	watching.Wait()
	return peak
}
