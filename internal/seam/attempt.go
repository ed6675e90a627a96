// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

const (
	// maxAnswerBytes bounds an answer: a group of 10,000 ACS users takes about 12 MiB.
	maxAnswerBytes = 64 << 20
	// maxKeptBytes bounds what is kept of an answer for an error to tell. Errors of Seam take a few hundred bytes.
	maxKeptBytes = 64 << 10
)

var errTooLarge = errors.New("the answer is too large")

// attempt sends the request once, as soon as no rate limit holds it back, and reads the whole answer.
func (c *call) attempt(ctx context.Context) error {
	if err := c.waitForPause(ctx); err != nil {
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

// exchange sends the request and reads its answer within the request timeout, and notes what it may have changed.
func (c *call) exchange(caller context.Context) error {
	ctx, cancel := context.WithTimeout(caller, c.client.requestTimeout)
	defer cancel()
	// The headers are written before anything that Seam could act on.
	var writes atomic.Int32
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() { writes.Add(1) }})

	err := c.roundTrip(traced)

	c.noteCertainty(writes.Load(), err, ctx.Err() != nil)
	if err != nil && ctx.Err() != nil && caller.Err() == nil {
		// Not the error of the context, which a caller would take for the end of its own.
		return fmt.Errorf("no complete answer within %s", c.client.requestTimeout)
	}
	return err
}

// roundTrip sends the request and leaves response and body in the call. No redirect is followed.
func (c *call) roundTrip(ctx context.Context) error {
	c.response, c.body = nil, nil
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
	body, err := c.read(response)
	c.client.log(ctx, slog.LevelDebug, "Seam answered", "path", c.path, "status", response.StatusCode,
		"request_id", c.requestID(), "duration", time.Since(start))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return fmt.Errorf("%w: more than %d bytes", errTooLarge, tooLarge.Limit)
	}
	if err != nil {
		return fmt.Errorf("the answer broke off: %w", err)
	}
	c.body = body
	return nil
}

// read reads the body of a response to its end, a success into the answer of the call, and returns its beginning.
func (c *call) read(response *http.Response) ([]byte, error) {
	kept := make(beginning, 0, bytes.MinRead)
	body := io.TeeReader(http.MaxBytesReader(nil, response.Body, c.client.maxAnswerBytes), &kept)
	if response.StatusCode < 300 {
		c.answer.decode(json.NewDecoder(body))
	}
	// What has been read decides nothing before the rest is there: an answer that breaks off is no answer.
	_, err := io.Copy(io.Discard, body)
	return kept, err
}

// beginning keeps the first bytes that are written to it, up to maxKeptBytes.
type beginning []byte

// Write never fails.
func (b *beginning) Write(p []byte) (int, error) {
	*b = append(*b, p[:min(len(p), maxKeptBytes-len(*b))]...)
	return len(p), nil
}

// noteCertainty notes what an attempt may have changed that was written so many times, ended with err, and was given up
// by this side or not.
func (c *call) noteCertainty(writes int32, err error, gaveUp bool) {
	if c.response != nil {
		// An answer proves the write, even where it overtakes the trace.
		writes = max(writes, 1)
	}
	switch {
	case writes == 0:
	case err != nil && gaveUp, err == nil && isGaveUp(c.response.StatusCode):
		c.isAbandoned = true
	case err == nil && writes == 1 && meaningOf(c.response.StatusCode, "").isRefusal:
	default:
		// Also a refusal, where the transport has written the request again on another connection: then the first
		// write stays unanswered.
		c.isInDoubt = true
	}
}

// isGaveUp reports whether a status says that something on the way to Seam stopped waiting, as this side does after the
// request timeout.
func isGaveUp(status int) bool {
	return status == http.StatusRequestTimeout || status == http.StatusGatewayTimeout
}

// certainty is what is known after all attempts: the worst of them counts.
func (c *call) certainty() Certainty {
	switch {
	case c.isAbandoned:
		return Abandoned
	case c.isInDoubt:
		return InDoubt
	default:
		return NotApplied
	}
}
