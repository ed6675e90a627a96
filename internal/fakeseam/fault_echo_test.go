// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// echo returns the answer to an addition whose credential is repeated, and the error that breaks it.
func (w *world) echo(e Echo) (*http.Response, string, error) {
	w.t.Helper()
	w.server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	w.Inject(addPath, Fault{Echo: e})
	return w.exchange(w.t.Context())
}

func TestEchoRepeatsTheCredentialInItsPlace(t *testing.T) {
	t.Parallel()
	for echo, found := range map[Echo]func(*http.Response, string) string{
		EchoInRedirect: func(r *http.Response, _ string) string {
			location, _ := url.Parse(r.Header.Get("Location"))
			return location.Path
		},
		EchoInMessage: func(_ *http.Response, body string) string {
			var failure struct {
				Error struct {
					Message string `json:"message"`
				} `json:"error"`
			}
			_ = json.Unmarshal([]byte(body), &failure)
			return failure.Error.Message
		},
		EchoInFieldName: func(_ *http.Response, body string) string { return body },
		EchoInRequestID: func(r *http.Response, _ string) string { return r.Header.Get("seam-request-id") },
		EchoInHTML:      func(_ *http.Response, body string) string { return body },
		EchoInText:      func(_ *http.Response, body string) string { return body },
	} {
		t.Run(string(echo), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			response, body, err := w.echo(echo)
			if err != nil {
				t.Fatal(err)
			}
			if place := found(response, body); !strings.Contains(place, "Bearer "+w.key) {
				t.Errorf("the place of the echo has %q", place)
			}
			equal(t, "mark", response.Header.Get("Fakeseam-Fault"), "injected")
			equal(t, "members", w.Members(w.group), nil)
		})
	}
}

func TestEchoThatIsEscapedIsNotReadable(t *testing.T) {
	t.Parallel()
	for _, echo := range []Echo{EchoInRedirect, EchoInMessage} {
		w := newWorld(t)
		response, body, err := w.echo(echo)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(body+response.Header.Get("Location"), w.key) {
			t.Errorf("%s: the credential is not escaped", echo)
		}
	}
}

func TestEchoInABrokenHeaderIsInTheClientsError(t *testing.T) {
	t.Parallel()
	for _, echo := range []Echo{EchoInHeaderLine, EchoInContentLength} {
		t.Run(string(echo), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			_, _, err := w.echo(echo)
			if err == nil || !strings.Contains(err.Error(), w.key) {
				t.Errorf("error is %v", err)
			}
			equal(t, "members", w.Members(w.group), nil)
		})
	}
}

func TestEchoHasTheStatusOfItsFault(t *testing.T) {
	t.Parallel()
	for _, echo := range Echoes() {
		if echo == EchoInHeaderLine || echo == EchoInContentLength {
			continue
		}
		w := newWorld(t)
		w.Inject(addPath, Fault{Echo: echo, Status: 307})
		w.server.Client().CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		equal(t, "status "+string(echo), w.add(w.group, w.user).status, 307)
	}
}

func TestEchoesAreEight(t *testing.T) {
	t.Parallel()
	equal(t, "number", len(Echoes()), 8)
}
