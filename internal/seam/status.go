// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"context"
	"errors"
	"net/http"
)

// Kind is what a failed call comes down to: who has to do something about it.
type Kind string

const (
	// Canceled means that the caller's context was canceled.
	Canceled Kind = "canceled"
	// Unreachable means that no answer came.
	Unreachable Kind = "unreachable"
	// NotSeam means that something answered that is not the Seam API.
	NotSeam Kind = "not Seam"
	// Unauthorized means that Seam refused the credential.
	Unauthorized Kind = "unauthorized"
	// NotFound means that Seam does not know an ACS user, an access group, a user identity or an access system that the
	// request names. Where the request names no such object, the answer is Refused.
	NotFound Kind = "not found"
	// RateLimited means that the rate limit was exceeded, on the last attempt too.
	RateLimited Kind = "rate limited"
	// Refused means that Seam refused what the request asks for. A repeated change may be refused because there is nothing
	// left to do: nothing that Seam publishes says how the service answers one.
	Refused Kind = "refused"
	// Broken means that Seam, or something on the way to it, has a problem.
	Broken Kind = "broken"
)

// meaning is one row of the table in meaningOf.
type meaning struct {
	kind Kind
	// isTransient says that the same request may be answered differently a little later.
	isTransient bool
	// isRefusal says that the request was certainly not carried out.
	isRefusal bool
}

// meaningOf is the one place that says what an answer means, by its status and the error type in its body. A status of 0
// stands for no answer.
func meaningOf(status int, errorType string) meaning {
	switch {
	case status == 0:
		return meaning{kind: Unreachable, isTransient: true}
	case status < 200:
		// A switch to another protocol, which the API does not do either.
		return meaning{kind: NotSeam}
	case status < 300:
		// A success that is an error nevertheless: its body broke off or makes no sense.
		return meaning{kind: Broken}
	case status < 400:
		// The API does not redirect, and following one would hand the credential to another host.
		return meaning{kind: NotSeam}
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return meaning{kind: Unauthorized, isRefusal: true}
	case status == http.StatusRequestTimeout:
		// The server stopped waiting, and says nothing about what it had received by then.
		return meaning{kind: Broken, isTransient: true}
	case status == http.StatusTooManyRequests:
		return meaning{kind: RateLimited, isTransient: true, isRefusal: true}
	case status < 500 && isUnknownObject(errorType):
		// The document lists no 404, so "not found" may come with another status as well.
		return meaning{kind: NotFound, isRefusal: true}
	case status == http.StatusNotFound && errorType == "":
		return meaning{kind: NotSeam, isRefusal: true}
	case status < 500:
		return meaning{kind: Refused, isRefusal: true}
	case status == http.StatusNotImplemented:
		return meaning{kind: Broken}
	default:
		return meaning{kind: Broken, isTransient: true}
	}
}

// isUnknownObject reports whether an error type names one of the objects that this client asks about. A missing workspace
// or connected account says nothing about what is in it.
func isUnknownObject(errorType string) bool {
	switch errorType {
	case "acs_user_not_found", "acs_access_group_not_found", "user_identity_not_found", "acs_system_not_found",
		"acs_entrance_not_found":
		return true
	default:
		return false
	}
}

// Classify returns what an error of a Client comes down to. An error that is not from a Client is Canceled or Unreachable.
func Classify(err error) Kind {
	var failure *Error
	switch {
	case errors.Is(err, context.Canceled):
		return Canceled
	case !errors.As(err, &failure):
		return Unreachable
	case failure.isOffTopic && meaningOf(failure.Status, failure.Type).kind == NotFound:
		return Refused
	default:
		return meaningOf(failure.Status, failure.Type).kind
	}
}

// IsNotFound reports whether an error is NotFound.
func IsNotFound(err error) bool { return Classify(err) == NotFound }

// IsRefused reports whether an error is Refused.
func IsRefused(err error) bool { return Classify(err) == Refused }

// IsUnauthorized reports whether an error is Unauthorized.
func IsUnauthorized(err error) bool { return Classify(err) == Unauthorized }
