// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strconv"
	"sync"
	"time"
)

const (
	// The wait before the first retry is between half of firstWait and firstWait, and doubles up to maxWait.
	firstWait = 500 * time.Millisecond
	maxWait   = 10 * time.Second
	// maxRetryAfter bounds what a server may ask for, so that nobody sits in front of a silent terminal for an hour.
	maxRetryAfter = time.Minute
)

// checkRetry decides whether the attempt that was just made is worth another one.
func (c *call) checkRetry(ctx context.Context, response *http.Response, err error) (bool, error) {
	c.problem = ""
	switch {
	case err == nil && !isTransient(response.StatusCode):
		return false, nil
	case err == nil:
		c.problem = statusText(response.StatusCode)
	default:
		c.problem = plain(err).Error()
	}
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	return !isPermanent(err), nil
}

// isTransient reports whether the same request may be answered otherwise a little later.
func isTransient(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	case http.StatusNotImplemented:
		return false
	default:
		return status >= 500
	}
}

// isPermanent reports whether a failure will be the same at the next attempt.
func isPermanent(err error) bool {
	var certificate *tls.CertificateVerificationError
	return errors.Is(err, errTooLarge) || errors.As(err, &certificate)
}

// backoff tells of the next attempt and returns the wait before it.
func (c *call) backoff(ctx context.Context) time.Duration {
	c.client.log(ctx, slog.LevelInfo, "retrying a request to Seam",
		"path", c.path, "reason", c.problem, "wait", c.wait, "attempts", c.attempts)
	return c.wait
}

// waitAfter returns how long to wait after that many attempts: as long as the response asks for, else exponentially
// longer. The jitter keeps callers that failed together from coming back together.
func waitAfter(attempts int, response *http.Response) time.Duration {
	if response != nil {
		if asked := retryAfter(response.Header.Get("Retry-After")); asked > 0 {
			return asked
		}
	}
	ceiling := min(firstWait<<min(attempts-1, 10), maxWait)
	return ceiling/2 + rand.N(ceiling/2) //nolint:gosec // Jitter is no secret.
}

// retryAfter reads a Retry-After header, in seconds or as a date. It returns at most maxRetryAfter, and nothing above 0
// where there is nothing to wait for.
func retryAfter(header string) time.Duration {
	if seconds, err := strconv.Atoi(header); err == nil {
		return time.Duration(max(0, min(seconds, int(maxRetryAfter/time.Second)))) * time.Second
	}
	date, err := http.ParseTime(header)
	if err != nil {
		return 0
	}
	return min(time.Until(date), maxRetryAfter)
}

// pause is the time that all calls of a client keep still after one of them got a 429.
type pause struct {
	mu    sync.Mutex
	until time.Time
}

func (p *pause) extend(wait time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if until := time.Now().Add(wait); until.After(p.until) {
		p.until = until
	}
}

func (p *pause) left() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return time.Until(p.until)
}

// waitForPause returns when no pause is left, or the context ends. Another 429 may lengthen the pause meanwhile.
func (c *call) waitForPause(ctx context.Context) error {
	for {
		left := c.client.pause.left()
		if left <= 0 {
			return nil
		}
		c.client.log(ctx, slog.LevelInfo, "pausing before a request to Seam",
			"path", c.path, "reason", "Seam limits the rate of requests", "wait", left)
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(left):
		}
	}
}
