// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
)

const redacted = "(redacted)"

// Credential is what opens a workspace: made by APIKey or PersonalAccessToken, and printed as "(redacted)" in every
// form. Its zero value opens nothing.
type Credential struct {
	// A function, since fmt and reflection read the fields of a struct even where its methods hide them.
	token       func() string
	workspaceID string
}

// APIKey makes a credential of an API key (seam_…), which belongs to one workspace. Anything else is refused with a
// sentence that says what the value is, without repeating it. The prefixes are those that Seam's own SDKs tell apart.
func APIKey(key string) (Credential, error) {
	if err := checkToken("API key", key); err != nil {
		return Credential{}, err
	}
	switch kind := kindOf(key); kind {
	case apiKey:
		return Credential{token: func() string { return key }}, nil
	case personalAccessToken:
		return Credential{}, fmt.Errorf("the API key is %s: it has to be given as such, together with a workspace ID", kind)
	default:
		return Credential{}, fmt.Errorf("the API key is %s; an API key begins with seam_", kind)
	}
}

// PersonalAccessToken makes a credential of a personal access token (seam_at…), which opens all of its owner's
// workspaces, and the ID of the workspace to work in. Anything else is refused as by APIKey.
func PersonalAccessToken(token, workspaceID string) (Credential, error) {
	if err := checkToken("personal access token", token); err != nil {
		return Credential{}, err
	}
	switch kind := kindOf(token); kind {
	case personalAccessToken:
	case apiKey:
		return Credential{}, fmt.Errorf("the personal access token is %s: it has to be given as such", kind)
	default:
		return Credential{}, fmt.Errorf("the personal access token is %s; a personal access token begins with seam_at", kind)
	}
	if workspaceID == "" {
		return Credential{}, errors.New("a personal access token needs the ID of the workspace to work in")
	}
	if !isPrintable(workspaceID) {
		return Credential{}, errors.New("the workspace ID contains a space, a line break or another character that no ID has")
	}
	return Credential{token: func() string { return token }, workspaceID: workspaceID}, nil
}

func checkToken(name, token string) error {
	if token == "" {
		return fmt.Errorf("the %s is empty", name)
	}
	if !isPrintable(token) {
		return fmt.Errorf("the %s contains a space, a line break or another character that none has", name)
	}
	return nil
}

func isPrintable(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' })
}

// tokenKind is what a token is, in words that complete "the value is …".
type tokenKind string

const (
	apiKey              tokenKind = "an API key (seam_…)"
	personalAccessToken tokenKind = "a personal access token (seam_at…)"
	clientSessionToken  tokenKind = "a client session token (seam_cst…)"
	publishableKey      tokenKind = "a publishable key (seam_pk…)"
	jsonWebToken        tokenKind = "a JSON web token (ey…)"
	unknownToken        tokenKind = "nothing that Seam issues"
)

func kindOf(token string) tokenKind {
	switch {
	case strings.HasPrefix(token, "seam_cst"):
		return clientSessionToken
	case strings.HasPrefix(token, "seam_pk"):
		return publishableKey
	case strings.HasPrefix(token, "seam_at"):
		return personalAccessToken
	case strings.HasPrefix(token, "ey"):
		return jsonWebToken
	case strings.HasPrefix(token, "seam_"):
		return apiKey
	default:
		return unknownToken
	}
}

func (c Credential) isZero() bool { return c.token == nil }

// authorize sets the headers that carry the credential.
func (c Credential) authorize(header http.Header) {
	header.Set("Authorization", "Bearer "+c.token())
	if c.workspaceID != "" {
		header.Set("Seam-Workspace", c.workspaceID)
	}
}

// String returns "(redacted)".
func (c Credential) String() string { return redacted }

// GoString returns "(redacted)".
func (c Credential) GoString() string { return redacted }

// Format prints "(redacted)", whatever the verb.
func (c Credential) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, redacted) }

// LogValue returns "(redacted)".
func (c Credential) LogValue() slog.Value { return slog.StringValue(redacted) }
