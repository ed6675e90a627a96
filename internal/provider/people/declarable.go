// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// maxNamed is how many of those whom a query leaves out are named.
const maxNamed = 20

// valueOf is a value that Seam has of somebody, and what the schema asks of it.
type valueOf struct {
	attribute string
	text      types.String
	check     func(string) error
}

// refusal returns why a configuration cannot have what Seam has of somebody, or "". One value that the schema refuses would
// keep all of the configuration that terraform query generates from being planned.
func refusal(values ...valueOf) string {
	for _, value := range values {
		if value.text.IsNull() {
			continue
		}
		if err := value.check(value.text.ValueString()); err != nil {
			return value.attribute + ": " + seam.OneLine(err.Error())
		}
	}
	return ""
}

func (m userIdentityModel) refusal() string {
	return refusal(
		valueOf{"user_identity_key", m.UserIdentityKey, checkNotEmpty},
		valueOf{"full_name", m.FullName, checkNotEmpty},
		valueOf{"email_address", m.EmailAddress, checkEmailAddress},
		valueOf{"phone_number", m.PhoneNumber, checkPhoneNumber},
	)
}

func (m acsUserModel) refusal() string {
	return refusal(
		// A name is required, so none is as good as an empty one.
		valueOf{"full_name", types.StringValue(m.FullName.ValueString()), checkNotEmpty},
		valueOf{"email_address", m.EmailAddress, checkEmailAddress},
		valueOf{"phone_number", m.PhoneNumber, checkPhoneNumber},
	)
}

// leftOut tells of people whom a query leaves out, with a line for each that says why.
func leftOut(kind string, lines []string) diag.Diagnostic {
	if more := len(lines) - maxNamed; more > 0 {
		lines = append(lines[:maxNamed:maxNamed], fmt.Sprintf("and %d more", more))
	}
	return diag.NewWarningDiagnostic("Some "+kind+" have a value that cannot be declared", connection.Paragraphs(
		"They are left out, since no configuration can have it:\n  "+strings.Join(lines, "\n  "),
		"Correct it in Seam or in the access system, and query again."))
}
