// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

func TestCheckUUIDTakesOneSpelling(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0": "",
		"00000000-0000-0000-0000-000000000000": "",
		"ffffffff-ffff-ffff-ffff-ffffffffffff": "",

		"": "it is empty; it must be a UUID such as 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0",
		"8AA3A7C8-31F7-4B0C-9E0A-52D1C6A4E7F0": `"8AA3A7C8-31F7-4B0C-9E0A-52D1C6A4E7F0" has capital letters, and Seam writes IDs in lowercase: ` +
			`use "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"`,
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7fA": `"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7fA" has capital letters, and Seam writes IDs in lowercase: ` +
			`use "8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7fa"`,
		"acs_user1":                             `"acs_user1" is not a UUID`,
		" ":                                     `" " is not a UUID`,
		"\x00":                                  `"\x00" is not a UUID`,
		"8aa3a7c831f74b0c9e0a52d1c6a4e7f0":      "is not a UUID",
		"8AA3A7C831F74B0C9E0A52D1C6A4E7F0":      "is not a UUID",
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f":   "is not a UUID",
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f00": "is not a UUID",
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7fg":  "is not a UUID",
		"8aa3a7c83-1f7-4b0c-9e0a-52d1c6a4e7f0":  "is not a UUID",
		"8aa3a7c8_31f7_4b0c_9e0a_52d1c6a4e7f0":  "is not a UUID",
		"8aa3a7c8\u201031f7\u20104b0c\u20109e0a\u201052d1c6a4e7f0":      "is not a UUID",
		"８aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0":                          "is not a UUID",
		" 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0":                         "is not a UUID",
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0\n":                        `52d1c6a4e7f0\n" is not a UUID`,
		"{8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0}":                        "is not a UUID",
		"{8AA3A7C8-31F7-4B0C-9E0A-52D1C6A4E7F0}":                        "is not a UUID",
		`"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0"`:                        "is not a UUID",
		"urn:uuid:8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0":                 "is not a UUID",
		"URN:UUID:8AA3A7C8-31F7-4B0C-9E0A-52D1C6A4E7F0":                 "is not a UUID",
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0/8aa3a7c8-31f7-4b0c-9e0a-": "is not a UUID",
	} {
		if err := connection.CheckUUID(id); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q", id, err, want)
		}
	}
}

func TestValidatorPointsAtItsAttribute(t *testing.T) {
	t.Parallel()
	refusal := onlyError(t, validate(t, connection.IsUUID(), types.StringValue("jane")).Diagnostics)
	if got, want := refusal.Detail(), `acs_user_id: "jane" is not a UUID such as 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0.`; got != want {
		t.Errorf("the detail is %q, want %q", got, want)
	}
	if got := pathOf(refusal); got != "acs_user_id" {
		t.Errorf("the error points at %q, want acs_user_id", got)
	}
}

// Terraform prints the line that a path leads to, and the secret stands in it.
func TestValidatorOfASecretPointsAtNothing(t *testing.T) {
	t.Parallel()
	v := connection.Validator{Summary: "The key cannot be used", IsSecret: true, Check: func(string) error { return errors.New("it is no key") }}
	refusal := onlyError(t, validate(t, v, types.StringValue("secret")).Diagnostics)
	if got := pathOf(refusal); got != "" || refusal.Summary() != "The key cannot be used" {
		t.Errorf("the error %q points at %q", refusal.Summary(), got)
	}
}

func TestValidatorLeavesAloneWhatIsNullOrUnknown(t *testing.T) {
	t.Parallel()
	for _, value := range []types.String{types.StringNull(), types.StringUnknown()} {
		if resp := validate(t, connection.IsUUID(), value); len(resp.Diagnostics) != 0 {
			t.Errorf("%s is refused: %v", value, resp.Diagnostics)
		}
	}
	onlyError(t, validate(t, connection.IsUUID(), types.StringValue("")).Diagnostics)
}

func validate(t *testing.T, v validator.String, value types.String) *validator.StringResponse {
	t.Helper()
	resp := &validator.StringResponse{}
	v.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("acs_user_id"), ConfigValue: value}, resp)
	return resp
}

func onlyError(t *testing.T, diags diag.Diagnostics) diag.Diagnostic {
	t.Helper()
	if len(diags) != 1 || diags[0].Severity() != diag.SeverityError {
		t.Fatalf("there are %d diagnostics, want one error: %v", len(diags), diags)
	}
	return diags[0]
}

// pathOf is the attribute that a diagnostic points at, or "".
func pathOf(diagnostic diag.Diagnostic) string {
	if located, ok := diagnostic.(diag.DiagnosticWithPath); ok {
		return located.Path().String()
	}
	return ""
}
