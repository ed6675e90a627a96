// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
)

func TestWhatAnErrorComesDownTo(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		err  error
		want Kind
	}{
		"no answer":                        {&Error{Err: errors.New("connection refused")}, Unreachable},
		"interrupted":                      {&Error{Status: 503, Err: context.Canceled}, Canceled},
		"interrupted, wrapped":             {fmt.Errorf("x: %w", context.Canceled), Canceled},
		"interrupted while it was checked": {errors.Join(&Error{Status: 503}, context.Canceled), Canceled},
		"the caller's deadline":            {&Error{Err: context.DeadlineExceeded}, Unreachable},
		"an error of another kind":         {errors.New("x"), Unreachable},
		"200 that makes no sense":          {&Error{Status: 200}, Broken},
		"101":                              {&Error{Status: 101}, NotSeam},
		"302":                              {&Error{Status: 302}, NotSeam},
		"401":                              {&Error{Status: 401, Type: "unauthorized"}, Unauthorized},
		"403":                              {&Error{Status: 403}, Unauthorized},
		"403 with not_found":               {&Error{Status: 403, Type: "acs_user_not_found"}, Unauthorized},
		"404":                              {&Error{Status: 404, Type: "acs_user_not_found"}, NotFound},
		"404 of a group":                   {&Error{Status: 404, Type: "acs_access_group_not_found"}, NotFound},
		"404 of an identity":               {&Error{Status: 404, Type: "user_identity_not_found"}, NotFound},
		"404 of a system":                  {&Error{Status: 404, Type: "acs_system_not_found"}, NotFound},
		"404 of an entrance":               {&Error{Status: 404, Type: "acs_entrance_not_found"}, NotFound},
		"400 with not_found":               {&Error{Status: 400, Type: "acs_user_not_found"}, NotFound},
		"500 with not_found":               {&Error{Status: 500, Type: "acs_user_not_found"}, Broken},
		"404 of a proxy":                   {&Error{Status: 404, Message: "an HTML page instead of a Seam API response"}, NotSeam},
		"404 of what it belongs to":        {&Error{Status: 404, Type: "connected_account_not_found"}, Refused},
		"404 of the workspace":             {&Error{Status: 404, Type: "workspace_not_found"}, Refused},
		"404 of another type":              {&Error{Status: 404, Type: "unknown_endpoint"}, Refused},
		"400":                              {&Error{Status: 400, Type: "invalid_input"}, Refused},
		"409":                              {&Error{Status: 409}, Refused},
		"408":                              {&Error{Status: 408}, Broken},
		"429":                              {&Error{Status: 429, Type: "too_many_requests"}, RateLimited},
		"500":                              {&Error{Status: 500}, Broken},
		"501":                              {&Error{Status: 501}, Broken},
		"599":                              {&Error{Status: 599}, Broken},
		"wrapped":                          {fmt.Errorf("x: %w", &Error{Status: 404, Type: "user_identity_not_found"}), NotFound},
		"the first of two":                 {errors.Join(&Error{Status: 503}, &Error{Status: 404, Type: "acs_user_not_found"}), Broken},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Classify(test.err); got != test.want {
				t.Errorf("Classify = %q, want %q", got, test.want)
			}
			for kind, got := range map[Kind]bool{
				NotFound: IsNotFound(test.err), Refused: IsRefused(test.err), Unauthorized: IsUnauthorized(test.err),
			} {
				if got != (test.want == kind) {
					t.Errorf("the predicate of %q says %v", kind, got)
				}
			}
		})
	}
}

// What was refused was not carried out, and what may be repeated may succeed: no status but a rate limit is both.
func TestOnlyARateLimitIsARefusalThatIsTriedAgain(t *testing.T) {
	t.Parallel()
	for status := 200; status < 600; status++ {
		row := meaningOf(status, "")
		if want := status == http.StatusTooManyRequests; (row.isRefusal && row.isTransient) != want {
			t.Errorf("%d: %+v", status, row)
		}
		if row.isRefusal && (status < 400 || status >= 500) {
			t.Errorf("%d is no refusal", status)
		}
	}
}

func TestNoErrorIsNothingInParticular(t *testing.T) {
	t.Parallel()
	if IsNotFound(nil) || IsRefused(nil) || IsUnauthorized(nil) {
		t.Error("a predicate holds of no error")
	}
}
