// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// writeGrace is how long a change that was written may take to be answered once the caller has been interrupted: cut off
// at once, it would be in doubt, although most changes take less than a second.
const writeGrace = 3 * time.Second

const requestIDHeader = "Seam-Request-Id"

// attempt sends the request once, as soon as no rate limit holds it back, and reads the whole answer.
func (c *call) attempt(ctx context.Context) error {
	c.response, c.body = nil, nil
	if err := cmp.Or(c.waitForPause(ctx), ctx.Err()); err != nil {
		return err
	}
	c.attempts++
	err := c.exchange(ctx)
	c.wait = waitAfter(c.attempts, c.response)
	if c.response != nil && c.response.StatusCode == http.StatusTooManyRequests {
		c.client.pause.extend(c.wait)
	}
	return err
}

// exchange sends the request and reads its answer, within the request timeout and for as long as the caller waits, and
// notes whether it may have changed anything.
func (c *call) exchange(caller context.Context) error {
	var writes atomic.Int32
	ctx, cancel := context.WithTimeout(context.WithoutCancel(caller), c.client.config.RequestTimeout)
	defer cancel()
	defer context.AfterFunc(caller, func() {
		if c.isChange && writes.Load() > 0 {
			_ = sleep(ctx, writeGrace)
		}
		cancel()
	})()
	// The headers are written before anything that Seam could act on.
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { writes.Add(1) }})

	err := c.roundTrip(traced)

	c.noteDoubt(writes.Load(), err)
	if err != nil && ctx.Err() != nil && caller.Err() == nil {
		// Not the error of the context, which a caller would take for the end of its own.
		return fmt.Errorf("no complete answer within %s", c.client.config.RequestTimeout)
	}
	return err
}

// noteDoubt notes whether an attempt that was written so many times and ended with err may have changed anything.
func (c *call) noteDoubt(writes int32, err error) {
	isWritten := writes > 0 || c.response != nil
	// Where the transport has written the request again on another connection, the first write stays unanswered.
	isRefused := err == nil && writes <= 1 && meaningOf(c.response.StatusCode, "").isRefusal
	if isWritten && !isRefused {
		c.isInDoubt = true
	}
}

// roundTrip sends the request and leaves response and body in the call. No redirect is followed.
func (c *call) roundTrip(ctx context.Context) error {
	request, err := c.newRequest(ctx)
	if err != nil {
		return err
	}
	start := time.Now()
	response, err := c.client.transport.RoundTrip(request)
	if err != nil {
		return err
	}
	defer func() { _ = response.Body.Close() }()
	c.response = response
	body, err := c.read(ctx, response)
	c.client.log(ctx, slog.LevelDebug, "Seam answered", "path", c.path, "status", response.StatusCode,
		"request_id", response.Header.Get(requestIDHeader), "duration", time.Since(start))
	switch {
	case errors.Is(err, errTooLarge):
		return err
	case err != nil:
		return fmt.Errorf("the answer broke off: %w", err)
	default:
		c.body = body
		return nil
	}
}

// read reads the body of a response, a success into the answer of the call, and returns its beginning.
func (c *call) read(ctx context.Context, response *http.Response) ([]byte, error) {
	switch {
	case response.StatusCode < 200:
		// After a switch of protocols the body is the connection, which need not ever end.
		return nil, nil
	case response.StatusCode >= 300:
		return io.ReadAll(io.LimitReader(response.Body, maxKeptBytes))
	}
	body := &intake{ctx: ctx, body: response.Body, limit: c.answer.limit, slots: c.client.largeAnswers, beginning: []byte{}}
	defer body.release()
	c.answer.decode(body)
	// What has been read decides nothing before the rest is there: an answer that breaks off is no answer.
	if _, err := io.Copy(io.Discard, body); err != nil {
		return nil, err
	}
	return body.beginning, nil
}
