// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"strings"
	"testing"
)

// stalled sends an addition that stalls, with a context that ends when the test calls leave.
func (w *world) stalled(ctx context.Context, fault Fault) (*http.Response, error) {
	w.t.Helper()
	w.Inject(addPath, fault)
	body := jsonText(w.t, object{"acs_user_id": w.user, "acs_access_group_id": w.group})
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, w.server.URL+addPath, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header = http.Header{"Authorization": {"Bearer " + w.key}, "Content-Type": {"application/json"}}
	return w.server.Client().Do(request)
}

func TestSwitchingProtocolsHangsUntilTheClientLeaves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	response, err := w.stalled(t.Context(), Fault{Stall: SwitchingProtocols})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "status", response.StatusCode, http.StatusSwitchingProtocols)
	equal(t, "members", w.Members(w.group), []string{w.user})
	equal(t, "is over", w.idle(), false)
	_ = response.Body.Close()
	eventually(t, w.idle)
}

func TestInterimResponsesGoOnUntilTheClientLeaves(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const many = 20
	ctx, leave := context.WithCancel(t.Context())
	seen := 0
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{Got1xxResponse: func(int, textproto.MIMEHeader) error {
		seen++
		if seen == many {
			leave()
		}
		return nil
	}})
	response, err := w.stalled(ctx, Fault{Stall: InterimResponses})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("response is %v, error is %v, want %v", response, err, context.Canceled)
	}
	equal(t, "members", w.Members(w.group), []string{w.user})
	eventually(t, w.idle)
}

func TestDribblingBodyNeverEnds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	response, err := w.stalled(t.Context(), Fault{Stall: DribblingBody})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "status", response.StatusCode, http.StatusOK)
	start := make([]byte, 20)
	if _, err := io.ReadFull(response.Body, start); err != nil {
		t.Fatal(err)
	}
	equal(t, "body", string(start), `{"ok":true}         `)
	equal(t, "members", w.Members(w.group), []string{w.user})
	_ = response.Body.Close()
	eventually(t, w.idle)
}

func TestStallWithAnAnswerOfItsOwnChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	response, err := w.stalled(t.Context(), Fault{Stall: DribblingBody, Status: 502, Body: "<html>"})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "status", response.StatusCode, http.StatusBadGateway)
	_ = response.Body.Close()
	equal(t, "members", w.Members(w.group), nil)
}

func TestStalledRequestCanCommitLate(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	response, err := w.stalled(t.Context(), Fault{Stall: SwitchingProtocols, HoldCommit: true})
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	equal(t, "members", w.Members(w.group), nil)
	equal(t, "released", w.ReleaseCommits(), 1)
	equal(t, "members", w.Members(w.group), []string{w.user})
}
