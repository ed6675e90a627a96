// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"
)

// report is what a pass learnt, in the order in which it did.
type report struct {
	// system is the kind of access system.
	system   string
	findings []finding

	mu      sync.Mutex
	retries []string
}

type finding struct{ question, answer string }

func (r *report) add(question, answer string) {
	r.findings = append(r.findings, finding{question, answer})
}

// noteRetry takes the client's log, and keeps why and how long it waited.
func (r *report) noteRetry(_ context.Context, _ slog.Level, message string, fields ...any) {
	if !strings.HasPrefix(message, "retrying") {
		return
	}
	said := map[string]string{}
	for i := 0; i+1 < len(fields); i += 2 {
		said[fmt.Sprint(fields[i])] = fmt.Sprint(fields[i+1])
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.retries = append(r.retries, fmt.Sprintf("%s: %s, waited %s", said["path"], said["reason"], said["wait"]))
}

// retried says which requests had to be sent again.
func (r *report) retried() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.retries) == 0 {
		return "no"
	}
	return "yes, " + strings.Join(slices.Compact(slices.Clone(r.retries)), "; ")
}

// print writes the report as Markdown, to be pasted into an issue. It writes nothing where nothing was learnt.
func (r *report) print(out io.Writer) error {
	if len(r.findings) == 0 {
		return nil
	}
	var text strings.Builder
	fmt.Fprintf(&text, "### How the Seam API behaves\n\nAccess system: %s, %s\n\n", r.system, time.Now().UTC().Format(time.DateOnly))
	text.WriteString("| question | answer |\n|---|---|\n")
	for _, f := range append(slices.Clone(r.findings), finding{"Did a request have to be sent again?", r.retried()}) {
		fmt.Fprintf(&text, "| %s | %s |\n", f.question, strings.ReplaceAll(f.answer, "|", `\|`))
	}
	_, err := io.WriteString(out, text.String())
	return err
}
