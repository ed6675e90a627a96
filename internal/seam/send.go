// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// fields is the body of a request. Empty ones are not sent.
type fields map[string]string

// post sends one call, reads its answer into a, and has it checked. Whatever goes wrong, also an error of check, is an
// *Error.
func (c *Client) post(ctx context.Context, path string, body fields, a *answer, check func() error) error {
	call := &call{client: c, path: path, answer: a}
	if err := call.send(ctx, body); err != nil {
		return err
	}
	if call.response.StatusCode >= 300 {
		return call.failure(redirection(call.response))
	}
	if call.malformed != nil {
		return call.failure(fmt.Errorf("the answer is not the JSON that Seam documents: %w", call.malformed))
	}
	if !a.ok {
		return call.failure(errors.New(`the answer does not say "ok": true`))
	}
	if err := check(); err != nil {
		return call.failure(err)
	}
	return nil
}

// call is one call of the API: as many attempts as it takes to get one answer. It is used by one goroutine.
type call struct {
	client *Client
	path   string
	// answer is what a success is read into.
	answer *answer

	attempts int
	// response is the last one, its body read. Nil where the last attempt got none.
	response *http.Response
	// body is the beginning of its body, for an error to tell. Nil where the body broke off.
	body []byte
	// malformed is why the body of a success could not be read into answer.
	malformed error
	// certainty is the worst of all attempts.
	certainty Certainty
	// problem is why the last attempt may be repeated, and wait when. Empty where it may not.
	problem string
	wait    time.Duration
}

// send makes attempts until one is answered for good, and leaves its answer in the call.
func (c *call) send(ctx context.Context, body fields) error {
	for name, value := range body {
		if value == "" {
			delete(body, name)
		}
	}
	payload, err := json.Marshal(body)
	if err != nil {
		return unsent(c.path, err)
	}
	request, err := retryablehttp.NewRequestWithContext(ctx, http.MethodPost, c.client.endpoint+c.path, payload)
	if err != nil {
		return unsent(c.path, err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", c.client.userAgent)
	c.client.credential.authorize(request.Header)

	response, err := c.retrying(ctx).Do(request)
	if response != nil {
		_ = response.Body.Close()
	}
	cause := plain(err)
	if c.problem != "" {
		c.logGiveUp(ctx, cause)
	}
	if cause != nil {
		return c.failure(cause)
	}
	return nil
}

// retrying returns the sender of this call: the call itself makes the attempts and decides on the next.
func (c *call) retrying(ctx context.Context) *retryablehttp.Client {
	return &retryablehttp.Client{
		HTTPClient: &http.Client{
			Transport:     c,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		RetryMax:     c.client.maxRetries,
		CheckRetry:   c.checkRetry,
		Backoff:      func(_, _ time.Duration, _ int, _ *http.Response) time.Duration { return c.backoff(ctx) },
		ErrorHandler: retryablehttp.PassthroughErrorHandler,
	}
}

// failure is the error of this call, from what its last answer says and the cause on this side, if any.
func (c *call) failure(cause error) *Error {
	failure := &Error{Path: c.path, Attempts: c.attempts, Certainty: c.certainty, Err: cause}
	if c.response != nil {
		failure.Status = c.response.StatusCode
		failure.RequestID = c.requestID()
	}
	if c.body != nil {
		failure.explain(c.client.credential.redact(string(c.body)), len(c.body) < maxKeptBytes)
	}
	return failure
}

func (c *call) requestID() string {
	return excerpt(c.client.credential.redact(c.response.Header.Get("Seam-Request-Id")))
}

// plain takes off the URL that net/http puts around its errors; the path is told anyway.
func plain(err error) error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		return wrapped.Err
	}
	return err
}

// redirection says where a redirect leads. It is nil for any other response.
func redirection(response *http.Response) error {
	if response.StatusCode >= 400 {
		return nil
	}
	target, err := response.Location()
	if err != nil {
		return errors.New("the endpoint redirects, which is not followed")
	}
	target.User, target.RawQuery, target.Fragment = nil, "", ""
	return fmt.Errorf("the endpoint redirects to %s, which is not followed", excerpt(target.String()))
}

func (c *call) logGiveUp(ctx context.Context, cause error) {
	reason := c.problem
	if cause != nil {
		reason = cause.Error()
	}
	c.client.log(ctx, slog.LevelInfo, "giving up on a request to Seam",
		"path", c.path, "reason", reason, "attempts", c.attempts)
}
