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

// CheckUUID accepts an ID only in the spelling that Seam responds with. Any other spelling would come back changed, and
// Terraform reports that as a bug in the provider.
func CheckUUID(id string) error {
	switch parsed, err := uuid.Parse(id); {
	case id == "":
		return errors.New("it is empty; it must be a UUID such as 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0")
	case err == nil && parsed.String() == id:
		return nil
	case err == nil && parsed.String() == strings.ToLower(id):
		return fmt.Errorf("%q has capital letters, and Seam writes IDs in lowercase: use %q", id, parsed)
	default:
		return fmt.Errorf("%q is not a UUID such as 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0", id)
	}
}

// IsUUID validates an ID with [CheckUUID].
func IsUUID() validator.String {
	return Validator{Describes: "a UUID in lowercase", Summary: "This is not a valid ID", Check: CheckUUID}
}

// Validator validates a string with a check. A check of a secret must keep the secret out of its error.
type Validator struct {
	// Describes says what values are valid.
	Describes string
	Summary   string
	Check     func(string) error
	// IsSecret keeps the attribute's path out of the error, because Terraform prints the line of the configuration that
	// the path points to.
	IsSecret bool
}

// Description says what values are valid.
func (v Validator) Description(context.Context) string {
	return v.Describes
}

// MarkdownDescription says what values are valid.
func (v Validator) MarkdownDescription(context.Context) string {
	return v.Describes
}

// ValidateString checks the value if it is known.
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
