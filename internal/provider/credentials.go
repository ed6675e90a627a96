// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"errors"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// anyWorkspace stands for the workspace of a personal access token where only the token is checked.
const anyWorkspace = "00000000-0000-0000-0000-000000000000"

// newAPIKey is [seam.APIKey] with an error that says what to do about a value that was copied with too much, or is of
// the other kind.
func newAPIKey(key string) (seam.Credential, error) {
	if err := checkCopied("API key", key); err != nil {
		return seam.Credential{}, err
	}
	if _, err := seam.PersonalAccessToken(key, anyWorkspace); err == nil {
		return seam.Credential{}, errors.New("the API key is a personal access token (seam_at…): set personal_access_token or " +
			"SEAM_PERSONAL_ACCESS_TOKEN instead, together with workspace_id or SEAM_WORKSPACE_ID")
	}
	return seam.APIKey(key)
}

// newPersonalAccessToken is [seam.PersonalAccessToken], in the same way.
func newPersonalAccessToken(token, workspaceID string) (seam.Credential, error) {
	if err := checkCopied("personal access token", token); err != nil {
		return seam.Credential{}, err
	}
	if _, err := seam.APIKey(token); err == nil {
		return seam.Credential{}, errors.New("the personal access token is an API key (seam_…): set api_key or SEAM_API_KEY instead")
	}
	return seam.PersonalAccessToken(token, workspaceID)
}

// checkCopied refuses quotation marks and blanks around a credential, which come with it from a .env file or a command's
// output.
func checkCopied(kind, value string) error {
	bare := strings.TrimSpace(value)
	switch {
	case bare != "" && strings.Trim(bare, `"'`) != bare:
		return errors.New("the " + kind + " is in quotation marks: leave them out")
	case bare == "" || bare == value:
		return nil
	case strings.TrimRight(value, "\r\n") == bare:
		return errors.New("the " + kind + " ends with a line break: leave it out, for instance with trimspace(file(…))")
	default:
		return errors.New("the " + kind + " has a space or a line break around it: leave it out")
	}
}

func checkAPIKey(key string) error {
	_, err := newAPIKey(key)
	return err
}

func checkPersonalAccessToken(token string) error {
	// The workspace is checked where it is configured.
	_, err := newPersonalAccessToken(token, anyWorkspace)
	return err
}
