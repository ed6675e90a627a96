// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package seam is a client for the Seam API: typed methods for the endpoints of people, access systems, access groups and
// entrances, over one private send path (send.go). It retries what may be retried, tells what became of a change
// whose answer never came, and keeps the credential out of everything that it prints.
package seam

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
)

// What Seam's own SDKs and this provider use where nothing else is configured.
const (
	DefaultEndpoint = "https://connect.getseam.com"
	// DefaultRequestTimeout is a little more than the 30 seconds after which the API gives up on a request itself, so that
	// its own answer arrives.
	DefaultRequestTimeout = 35 * time.Second
	DefaultMaxRetries     = 4
)

// Config says how a Client reaches Seam.
type Config struct {
	// Endpoint is the URL that the paths of the API are appended to. Empty means DefaultEndpoint.
	Endpoint string
	// Credential is required: see APIKey and PersonalAccessToken.
	Credential Credential
	// UserAgent is sent with each request.
	UserAgent string
	// SDKName and SDKVersion are sent with each request, as Seam's own SDKs do: they give the name of their repository, such
	// as seamapi/python. Without a name, neither is sent.
	SDKName    string
	SDKVersion string
	// RequestTimeout bounds one attempt, from connecting to the last byte of its answer. Waiting between attempts does
	// not count. Zero means DefaultRequestTimeout.
	RequestTimeout time.Duration
	// MaxRetries is how many attempts may follow the first one. Zero means none; DefaultMaxRetries is a good value.
	MaxRetries int
	// Log is told of every retry, pause and give-up (at Info) and of every answer (at Debug), with alternating keys
	// and values as in log/slog. It never gets a secret or a body. Nil means silence.
	Log func(ctx context.Context, level slog.Level, message string, fields ...any)
}

// Client talks to the Seam API in one workspace. It is safe for use by many goroutines.
type Client struct {
	config    Config
	transport http.RoundTripper
	pause     pause
	// largeAnswers holds a place for each large answer that may be read at a time.
	largeAnswers chan struct{}
}

// New returns a client. It sends nothing. It fails where the endpoint is refused by CheckEndpoint, the credential is
// missing, or a number is negative.
func New(config Config) (*Client, error) {
	config.Endpoint = strings.TrimRight(cmp.Or(config.Endpoint, DefaultEndpoint), "/")
	config.RequestTimeout = cmp.Or(config.RequestTimeout, DefaultRequestTimeout)
	if err := CheckEndpoint(config.Endpoint); err != nil {
		return nil, err
	}
	switch {
	case config.Credential.isZero():
		return nil, errors.New("a credential is required: an API key or a personal access token")
	case config.RequestTimeout < 0:
		return nil, fmt.Errorf("the request timeout must be positive, not %s", config.RequestTimeout)
	case config.MaxRetries < 0:
		return nil, fmt.Errorf("the number of retries must not be negative, not %d", config.MaxRetries)
	}
	return &Client{config: config, transport: newTransport(), largeAnswers: make(chan struct{}, maxLarge)}, nil
}

// CheckEndpoint tells in one sentence why a URL cannot be the endpoint of the API. It has to be absolute, https (plain
// http only to this machine, since the credential travels with each request), and free of user, query and fragment.
// The error never repeats the URL, which may hold a password.
func CheckEndpoint(endpoint string) error {
	parsed, err := url.Parse(endpoint)
	switch {
	case err != nil || parsed.Host == "" || parsed.Hostname() == "":
		return errors.New("the endpoint must be an absolute URL such as " + DefaultEndpoint)
	case parsed.User != nil:
		return errors.New("the endpoint must not contain a user name or a password")
	case parsed.RawQuery != "" || parsed.ForceQuery || strings.Contains(endpoint, "#"):
		return errors.New("the endpoint must not contain a query or a fragment")
	case parsed.Scheme == "https", parsed.Scheme == "http" && isLoopback(parsed.Hostname()):
		return nil
	case parsed.Scheme == "http":
		return errors.New("the endpoint must use https; plain http is accepted for a loopback address only")
	default:
		return errors.New("the endpoint must use https")
	}
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	address, err := netip.ParseAddr(host)
	return err == nil && address.Unmap().IsLoopback()
}

func newTransport() http.RoundTripper {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		ForceAttemptHTTP2:   true,
		// Terraform works on ten resources at once by default; each of them keeps its connection.
		MaxIdleConns:        100,
		MaxIdleConnsPerHost: 100,
		IdleConnTimeout:     90 * time.Second,
		// The default of 10 MiB would be most of what ten answers may take together.
		MaxResponseHeaderBytes: 64 << 10,
		// Without pings, a connection that died silently takes every attempt with it until the system gives it up.
		HTTP2: &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 10 * time.Second},
	}
}
