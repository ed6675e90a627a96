// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// fields is the body of a request. Empty ones are not sent.
type fields map[string]string

// post makes one call and reads its answer into a. Whatever goes wrong is an *Error.
func (c *Client) post(ctx context.Context, path string, body fields, a *answer) error {
	for name, value := range body {
		if value == "" {
			delete(body, name)
		}
	}
	payload, err := json.Marshal(body)
	if err != nil {
		return unsent(path, err)
	}
	sent := call{client: c, path: path, payload: payload, answer: a}
	if err := sent.send(ctx); err != nil {
		return sent.failure(err)
	}
	if sent.response.StatusCode >= 300 {
		return sent.failure(redirection(sent.response))
	}
	if err := a.verify(); err != nil {
		return sent.failure(err)
	}
	return nil
}

// call is one call of the API: as many attempts as it takes to get one answer. It is used by one goroutine.
type call struct {
	client  *Client
	path    string
	payload []byte
	// answer is what a success is read into.
	answer *answer

	attempts int
	// isInDoubt says that an attempt may have changed something, whatever came of the others.
	isInDoubt, isAbandoned bool
	// response is that of the last attempt, nil where none came, and body the beginning of its body, nil where that broke
	// off.
	response *http.Response
	body     []byte
	// wait is how long to wait before the next attempt.
	wait time.Duration
}

// send makes attempts until one is answered for good, or no more are allowed, and leaves the last answer in the call. It
// returns why there is none.
func (c *call) send(ctx context.Context) error {
	for {
		err := c.attempt(ctx)
		if err == nil && !meaningOf(c.response.StatusCode, "").isTransient {
			return nil
		}
		err = cmp.Or(ctx.Err(), err)
		if ctx.Err() != nil || isPermanent(err) || c.attempts > c.client.maxRetries {
			c.logGiveUp(ctx, err)
			return err
		}
		c.logRetry(ctx, err)
		if err := sleep(ctx, c.wait); err != nil {
			c.logGiveUp(ctx, err)
			return err
		}
	}
}

// newRequest returns the request of one attempt.
func (c *call) newRequest(ctx context.Context) (*http.Request, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, c.client.endpoint+c.path, bytes.NewReader(c.payload))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", c.client.userAgent)
	c.client.credential.authorize(request.Header)
	return request, nil
}

// failure is the error of this call, from what its last answer says and the cause on this side, if any.
func (c *call) failure(cause error) *Error {
	failure := &Error{Path: c.path, Attempts: c.attempts, Certainty: c.certainty(), Err: cause}
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
