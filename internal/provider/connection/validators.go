// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// CheckUUID takes the one spelling of an ID that Seam answers with: another would come back changed, which Terraform
// reports as a fault of the provider.
func CheckUUID(id string) error {
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

// IsUUID takes IDs as Seam writes them.
func IsUUID() validator.String {
	return Validator{Describes: "a UUID in lowercase", Summary: "This is not a valid ID", Check: CheckUUID}
}

// Validator gives the error of a check under a summary. Checks of secrets keep them out of their errors.
type Validator struct {
	// Describes is what it takes.
	Describes string
	Summary   string
	Check     func(string) error
	// IsSecret keeps the attribute's path out of the error, since Terraform prints the line of the configuration that a
	// path leads to.
	IsSecret bool
}

// Description says what the validator takes.
func (v Validator) Description(context.Context) string {
	return v.Describes
}

// MarkdownDescription says what the validator takes.
func (v Validator) MarkdownDescription(context.Context) string {
	return v.Describes
}

// ValidateString checks a value that is known.
func (v Validator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	err := v.Check(req.ConfigValue.ValueString())
	if err == nil {
		return
	}
	detail := fmt.Sprintf("%s: %s.", req.Path, err)
	if v.IsSecret {
		resp.Diagnostics.AddError(v.Summary, detail)
		return
	}
	resp.Diagnostics.AddAttributeError(req.Path, v.Summary, detail)
}
