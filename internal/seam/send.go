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
	"strings"
	"time"
)

// fields is the body of a request. Empty ones are not sent.
type fields map[string]string

// MarshalJSON leaves out what is empty.
func (f fields) MarshalJSON() ([]byte, error) {
	given := map[string]string{}
	for name, value := range f {
		if value != "" {
			given[name] = value
		}
	}
	return json.Marshal(given)
}

// call is one call of the API: as many attempts as it takes to get one answer. It is used by one goroutine.
type call struct {
	client *Client
	path   string
	// isChange says that the call may change something at Seam. An attempt of it that was written is not given up at once.
	isChange bool
	// isCreate says that each attempt that Seam carries out makes another object. Once one is in doubt, there is no other.
	isCreate bool
	// answer is what a success is read into.
	answer answer

	payload  []byte
	attempts int
	// isInDoubt says that an attempt was written and not refused.
	isInDoubt bool
	// response is that of the last attempt, nil where none came, and body the beginning of its body, nil where that broke
	// off.
	response *http.Response
	body     []byte
	// wait is how long to wait before the next attempt.
	wait time.Duration
}

// run makes the call with this body, and reads its answer. Whatever goes wrong is an *Error.
func (c *call) run(ctx context.Context, body any) error {
	payload, err := json.Marshal(body)
	if err != nil {
		return unsent(c.path, err)
	}
	c.payload = payload
	if err := c.send(ctx); err != nil {
		return c.failure(err)
	}
	if status := c.response.StatusCode; status < 200 || status >= 300 {
		return c.failure(unexpected(c.response))
	}
	if err := c.answer.verify(); err != nil {
		return c.failure(err)
	}
	return nil
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
		if ctx.Err() != nil || !c.mayRepeat(err) {
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
	config := c.client.config
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, config.Endpoint+c.path, bytes.NewReader(c.payload))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", config.UserAgent)
	if config.SDKName != "" {
		request.Header.Set("Seam-Sdk-Name", config.SDKName)
		request.Header.Set("Seam-Sdk-Version", config.SDKVersion)
	}
	config.Credential.authorize(request.Header)
	return request, nil
}

// failure is the error of this call, from what its last answer says and the cause on this side, if any.
func (c *call) failure(cause error) *Error {
	failure := &Error{Path: c.path, Attempts: c.attempts, Certainty: NotApplied, Err: cause}
	if c.isInDoubt {
		failure.Certainty = InDoubt
	}
	if c.response != nil {
		failure.Status = c.response.StatusCode
		failure.RequestID = c.response.Header.Get(requestIDHeader)
	}
	if c.body != nil {
		failure.readBody(c.body)
	}
	failure.isOffTopic = isUnknownObject(failure.Type) && !c.names(failure.Type)
	return c.client.publish(failure)
}

// names reports whether the request names an object that an error type says is unknown. An ACS user can be named by its user
// identity, and an access system by whatever is in it.
func (c *call) names(errorType string) bool {
	object := strings.TrimSuffix(errorType, "_not_found")
	return object == "acs_system" || bytes.Contains(c.payload, []byte(`"`+object+`_`)) ||
		object == "acs_user" && bytes.Contains(c.payload, []byte(`"user_identity_`))
}

// unexpected says what is wrong with an answer that is neither a success nor an error, and nothing of an error.
func unexpected(response *http.Response) error {
	switch {
	case response.StatusCode < 200:
		return errors.New("the endpoint switches to another protocol")
	case response.StatusCode < 400:
		return redirection(response)
	default:
		return nil
	}
}

func redirection(response *http.Response) error {
	target, err := response.Location()
	if err != nil {
		return errors.New("the endpoint redirects, which is not followed")
	}
	target.User, target.RawQuery, target.Fragment = nil, "", ""
	return fmt.Errorf("the endpoint redirects to %s, which is not followed", target)
}
