// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"strings"
	"testing"
	"time"
)

func TestNewFillsInWhatIsNotConfigured(t *testing.T) {
	t.Parallel()
	client, err := New(Config{Credential: apiKeyCredential(t)})
	if err != nil {
		t.Fatal(err)
	}
	if client.config.Endpoint != "https://connect.getseam.com" {
		t.Errorf("endpoint = %s", client.config.Endpoint)
	}
	if client.config.RequestTimeout != 35*time.Second {
		t.Errorf("request timeout = %s", client.config.RequestTimeout)
	}
	if client.config.MaxRetries != 0 {
		t.Errorf("max retries = %d, want 0 to mean none", client.config.MaxRetries)
	}
}

func TestNewTakesAnEndpointWithAPathAndATrailingSlash(t *testing.T) {
	t.Parallel()
	client, err := New(Config{Endpoint: "https://proxy.example.com/seam/", Credential: apiKeyCredential(t)})
	if err != nil {
		t.Fatal(err)
	}
	if client.config.Endpoint != "https://proxy.example.com/seam" {
		t.Errorf("endpoint = %s", client.config.Endpoint)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	credential := apiKeyCredential(t)
	for name, test := range map[string]struct {
		config Config
		want   string
	}{
		"no credential":      {Config{}, "a credential is required"},
		"a bad endpoint":     {Config{Credential: credential, Endpoint: "ftp://x"}, "must use https"},
		"a negative timeout": {Config{Credential: credential, RequestTimeout: -1}, "request timeout must be positive"},
		"negative retries":   {Config{Credential: credential, MaxRetries: -1}, "retries must not be negative"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := New(test.config)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error = %v, want %q", err, test.want)
			}
		})
	}
}

func TestCheckEndpoint(t *testing.T) {
	t.Parallel()
	for endpoint, want := range map[string]string{
		"https://connect.getseam.com":       "",
		"https://proxy.example.com:8443/v1": "",
		"http://127.0.0.1:8080":             "",
		"http://127.200.0.9":                "",
		"http://[::1]:8080":                 "",
		"http://localhost:1234":             "",
		"HTTPS://connect.getseam.com":       "",

		"":                               "absolute URL",
		"connect.getseam.com":            "absolute URL",
		"/acs":                           "absolute URL",
		"https://":                       "absolute URL",
		"https://:443":                   "absolute URL",
		"https://a b":                    "absolute URL",
		"ftp://connect.getseam.com":      "must use https",
		"ftp://127.0.0.1":                "must use https",
		"http://connect.getseam.com":     "loopback address only",
		"http://10.0.0.1":                "loopback address only",
		"http://localhost.example.com":   "loopback address only",
		"http://127.0.0.1.example.com":   "loopback address only",
		"https://user@example.com":       "user name or a password",
		"https://user:hunter2@host":      "user name or a password",
		"https://user:hunter2@host:port": "absolute URL",
		"https://example.com?a=b":        "query or a fragment",
		"https://example.com?":           "query or a fragment",
		"https://example.com#part":       "query or a fragment",
	} {
		t.Run(endpoint, func(t *testing.T) {
			t.Parallel()
			err := CheckEndpoint(endpoint)
			switch {
			case want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case want != "" && (err == nil || !strings.Contains(err.Error(), want)):
				t.Errorf("error = %v, want %q", err, want)
			case err != nil && strings.Contains(err.Error(), "hunter2"):
				t.Errorf("the error repeats the password: %v", err)
			}
		})
	}
}
