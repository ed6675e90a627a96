// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// output is what the command prints, readable while it prints.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// start runs the command, and returns what it prints once it listens. It is stopped at the end of the test.
func start(t *testing.T, args ...string) (printed string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	var stdout output
	done := make(chan error, 1)
	go func() { done <- run(ctx, args, &stdout, io.Discard) }()
	for deadline := time.Now().Add(10 * time.Second); stdout.String() == ""; time.Sleep(time.Millisecond) {
		select {
		case err := <-done:
			t.Fatalf("the command ended with %v", err)
		default:
		}
		if time.Now().After(deadline) {
			t.Fatal("the command printed nothing within 10 s")
		}
	}
	return stdout.String(), func() error {
		cancel()
		return <-done
	}
}

func find(t *testing.T, text, pattern string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("nothing matches %s in:\n%s", pattern, text)
	}
	return found[1]
}

func post(t *testing.T, url, key string) (int, string) {
	t.Helper()
	return send(t, url, "Bearer "+key, "{}")
}

func send(t *testing.T, url, authorization, body string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header = http.Header{"Authorization": {authorization}, "Content-Type": {"application/json"}}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(answer)
}

// runCommand sends what the printed curl command under a title sends, and returns the answer.
func runCommand(t *testing.T, printed, title string) string {
	t.Helper()
	line := regexp.MustCompile(`(?m)^# ` + title + `:\n# curl -sS (\S+) -H 'Authorization: ([^']+)' -H 'Content-Type: application/json' -d '([^']+)'$`)
	found := line.FindStringSubmatch(printed)
	if found == nil {
		t.Fatalf("no command is titled %q in:\n%s", title, printed)
	}
	status, body := send(t, found[1], found[2], found[3])
	if status != http.StatusOK {
		t.Fatalf("%s: the answer is %d %s", title, status, body)
	}
	return body
}

// names returns the names of the people in an answer, in their order.
func names(t *testing.T, body string) []string {
	t.Helper()
	var answer struct {
		ACSUsers []struct {
			FullName string `json:"full_name"`
		} `json:"acs_users"`
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, user := range answer.ACSUsers {
		found = append(found, user.FullName)
	}
	return found
}

func TestCommandsChangeAccessByHand(t *testing.T) {
	t.Parallel()
	printed, _ := start(t)
	who := func(want ...string) {
		t.Helper()
		if got := names(t, runCommand(t, printed, "Who is in Front door")); !slices.Equal(got, want) {
			t.Errorf("%q are in the group, want %q", got, want)
		}
	}
	who()
	runCommand(t, printed, "Put Ada Lindqvist into Front door")
	who("Ada Lindqvist")
	runCommand(t, printed, "Take Ada Lindqvist out of Front door")
	who()
}

func TestStartsWithPeopleInTheGroups(t *testing.T) {
	t.Parallel()
	printed, _ := start(t, "-members")
	endpoint := find(t, printed, `endpoint = "([^"]+)"`)
	b := fakeseam.NewBuilding()
	for i, want := range [][]string{
		{"Ada Lindqvist", "Bruno Costa", "Chidi Okafor", "Dana Weiss"}, {"Ada Lindqvist", "Bruno Costa"}, {"Chidi Okafor"},
	} {
		_, body := send(t, endpoint+"/acs/access_groups/list_users", "Bearer seam_demo_key", `{"acs_access_group_id":"`+b.Groups[i].ID+`"}`)
		if got := names(t, body); !slices.Equal(got, want) {
			t.Errorf("%q are in %s, want %q", got, b.Groups[i].Name, want)
		}
	}
}

func TestCommandsAreCommentsSafeForAShell(t *testing.T) {
	t.Parallel()
	printed, _ := start(t, "-api-key", "seam_it's_mine")
	if want := `-H 'Authorization: Bearer seam_it'\''s_mine' `; !strings.Contains(printed, want) {
		t.Errorf("the commands do not say %s in:\n%s", want, printed)
	}
	for line := range strings.Lines(printed) {
		if strings.Contains(line, "curl") && !strings.HasPrefix(line, "# ") {
			t.Errorf("the command is no comment: %s", line)
		}
	}
}

func TestServesTheBuildingOnLoopback(t *testing.T) {
	t.Parallel()
	printed, stop := start(t)
	endpoint := find(t, printed, `endpoint = "(http://127\.0\.0\.1:\d+)"`)
	key := find(t, printed, `api_key  = "(seam_[^"]+)"`)

	status, body := post(t, endpoint+"/workspaces/get", key)
	var answer struct {
		Workspace struct {
			WorkspaceID string `json:"workspace_id"`
		} `json:"workspace"`
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil || status != http.StatusOK {
		t.Fatalf("answer is %d %s", status, body)
	}
	if want := fakeseam.NewBuilding().WorkspaceID; answer.Workspace.WorkspaceID != want {
		t.Errorf("workspace is %s, want %s", answer.Workspace.WorkspaceID, want)
	}
	if err := stop(); err != nil {
		t.Errorf("the command ended with %v", err)
	}
}

func TestTakesAnotherKey(t *testing.T) {
	t.Parallel()
	printed, _ := start(t, "-api-key", "seam_mine", "-listen", "localhost:0")
	endpoint := find(t, printed, `endpoint = "([^"]+)"`)
	if status, body := post(t, endpoint+"/workspaces/get", "seam_mine"); status != http.StatusOK {
		t.Errorf("answer is %d %s", status, body)
	}
	if status, _ := post(t, endpoint+"/workspaces/get", "seam_demo_key"); status != http.StatusUnauthorized {
		t.Errorf("the default key is answered with %d", status)
	}
}

func TestPrintsEveryIDWithItsName(t *testing.T) {
	t.Parallel()
	printed, _ := start(t)
	b := fakeseam.NewBuilding()
	for _, objects := range [][]fakeseam.Named{b.Groups, b.Entrances, b.Users, b.Identities} {
		for _, each := range objects {
			find(t, printed, `"`+each.Name+`" *= "(`+each.ID+`)"`)
		}
	}
	find(t, printed, `workspace_id  = "(`+b.WorkspaceID+`)"`)
	find(t, printed, `acs_system_id = "(`+b.System.ID+`)" # `+b.System.Name)
}

func TestRefusesWhatItDoesNotUnderstand(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"unknown flag":   {"-nope"},
		"argument":       {"serve"},
		"broken address": {"-listen", "nowhere"},
	} {
		var stdout bytes.Buffer
		if err := run(t.Context(), args, &stdout, io.Discard); err == nil || stdout.Len() > 0 {
			t.Errorf("%s: error %v, printed %q", name, err, stdout.String())
		}
	}
}

func TestExplainsItself(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	if err := run(t.Context(), []string{"-h"}, io.Discard, &stderr); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("error is %v", err)
	}
	find(t, stderr.String(), `(-listen)`)
}

func TestReportsAClosedOutput(t *testing.T) {
	t.Parallel()
	reader, writer := io.Pipe()
	_ = reader.Close()
	if err := run(t.Context(), nil, writer, io.Discard); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("error is %v, want %v", err, io.ErrClosedPipe)
	}
}

func TestReportsThatItCannotServe(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	if err := serve(t.Context(), listener, http.NotFoundHandler()); !errors.Is(err, net.ErrClosed) {
		t.Errorf("error is %v, want %v", err, net.ErrClosed)
	}
}

func TestStopsInSpiteOfARequestThatNeverEnds(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	endless := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		stop()
		<-r.Context().Done()
	})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+listener.Addr().String(), http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		if response, err := http.DefaultClient.Do(request); err == nil {
			_ = response.Body.Close()
		}
	}()
	if err := serve(ctx, listener, endless); err != nil {
		t.Errorf("error is %v", err)
	}
}
