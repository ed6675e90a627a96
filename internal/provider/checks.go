// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// checkUUID takes the one spelling of an ID that Seam answers with: another would come back changed, which Terraform
// reports as a fault of the provider.
func checkUUID(id string) error {
	switch parsed, err := uuid.Parse(id); {
	case id == "":
		return errors.New("it is empty; it takes a UUID such as 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0")
	case err == nil && parsed.String() == id:
		return nil
	case err == nil && parsed.String() == strings.ToLower(id):
		return fmt.Errorf("%q has capital letters, and Seam writes IDs in lowercase: use %q", id, parsed)
	default:
		return fmt.Errorf("%q is not a UUID such as 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0", id)
	}
}

// checkName takes what somebody or something can be looked up by. Blanks around it are a mistake, such as a line break at
// the end of a file: nothing is called that, and nothing would be found.
func checkName(name string) error {
	switch trimmed := strings.TrimSpace(name); {
	case trimmed == "":
		return errors.New("it is empty; leave it out, or give it a value")
	case trimmed != name:
		return fmt.Errorf("%q has blanks around it: use %q", name, trimmed)
	default:
		return nil
	}
}

func checkRequestTimeout(timeout string) error {
	switch parsed, err := time.ParseDuration(timeout); {
	case err != nil:
		return fmt.Errorf("%q is not a duration such as 30s or 2m", timeout)
	case parsed < minRequestTimeout || parsed > maxRequestTimeout:
		return fmt.Errorf("%q is not between %s and %s", timeout, minRequestTimeout, maxRequestTimeout)
	default:
		return nil
	}
}

func checkAPIKey(key string) error {
	_, err := seam.APIKey(key)
	return err
}

func checkPersonalAccessToken(token string) error {
	// The workspace is checked where it is configured.
	_, err := seam.PersonalAccessToken(token, uuid.Nil.String())
	return err
}

func isUUID() validator.String {
	return checked{description: "a UUID in lowercase", summary: "This is not a valid ID", check: checkUUID}
}

func isName() validator.String {
	return checked{description: "a text without blanks around it", summary: "This cannot be looked up", check: checkName}
}

func isEndpoint() validator.String {
	return checked{
		description: "an https URL, or an http one of a loopback address",
		summary:     "The endpoint cannot be used",
		check:       seam.CheckEndpoint,
		isSecret:    true,
	}
}

func isRequestTimeout() validator.String {
	return checked{
		description: fmt.Sprintf("a duration from %s to %s", minRequestTimeout, maxRequestTimeout),
		summary:     "The request timeout is not valid",
		check:       checkRequestTimeout,
	}
}

func isAPIKey() validator.String {
	return checked{
		description: "an API key of a Seam workspace",
		summary:     "The API key cannot be used",
		check:       checkAPIKey,
		isSecret:    true,
	}
}

func isPersonalAccessToken() validator.String {
	return checked{
		description: "a Seam personal access token",
		summary:     "The personal access token cannot be used",
		check:       checkPersonalAccessToken,
		isSecret:    true,
	}
}

// checked is a validator that gives a check's error under a summary. Checks of secrets keep them out of their errors.
type checked struct {
	description string
	summary     string
	check       func(string) error
	// isSecret keeps the attribute's path out of the error, since Terraform prints the line of the configuration that a
	// path leads to.
	isSecret bool
}

func (v checked) Description(context.Context) string {
	return v.description
}

func (v checked) MarkdownDescription(context.Context) string {
	return v.description
}

func (v checked) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	err := v.check(req.ConfigValue.ValueString())
	if err == nil {
		return
	}
	detail := fmt.Sprintf("%s: %s.", req.Path, err)
	if v.isSecret {
		resp.Diagnostics.AddError(v.summary, detail)
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, v.summary, detail)
}
