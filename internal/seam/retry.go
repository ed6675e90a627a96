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

// mayRepeat reports whether the request is sent again after an attempt that failed with err, or whose status is transient.
func (c *call) mayRepeat(err error) bool {
	isMadeTwice := c.isCreate && c.isInDoubt
	return !isPermanent(err) && !isMadeTwice && c.attempts <= c.client.config.MaxRetries
}

// isPermanent reports whether a failure will be the same at the next attempt.
func isPermanent(err error) bool {
	var certificate *tls.CertificateVerificationError
	return errors.Is(err, errTooLarge) || errors.As(err, &certificate)
}

func (c *call) logRetry(ctx context.Context, err error) {
	c.client.log(ctx, slog.LevelInfo, "retrying a request to Seam",
		"path", c.path, "reason", c.reason(err), "wait", c.wait, "attempts", c.attempts)
}

func (c *call) logGiveUp(ctx context.Context, err error) {
	c.client.log(ctx, slog.LevelInfo, "giving up on a request to Seam",
		"path", c.path, "reason", c.reason(err), "attempts", c.attempts)
}

// reason says why the last attempt may be worth another: it failed with err, or its status says so.
func (c *call) reason(err error) string {
	if err != nil {
		return err.Error()
	}
	return statusText(c.response.StatusCode)
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
		if err := sleep(ctx, left); err != nil {
			return err
		}
	}
}

// sleep waits, and returns early with the error of the context where that ends.
func sleep(ctx context.Context, wait time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
		return nil
	}
}
