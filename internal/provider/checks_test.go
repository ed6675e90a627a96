// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestCheckUUIDTakesOneSpelling(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0": "",
		"00000000-0000-0000-0000-000000000000": "",
		"ffffffff-ffff-ffff-ffff-ffffffffffff": "",

		"": "it is empty; it takes a UUID such as 8aa3a7c8-31f7-4b0c-9e0a-52d1c6a4e7f0",
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
		expect(t, id, checkUUID(id), want)
	}
}

func TestCheckNameTakesTextWithoutBlanksAroundIt(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Jane Doe":         "",
		"jane@example.com": "",
		"+15550100":        "",
		"7":                "",

		"":            "it is empty; leave it out, or give it a value",
		" \t\n":       "it is empty",
		" Jane Doe":   `" Jane Doe" has blanks around it: use "Jane Doe"`,
		"Jane Doe\n":  `"Jane Doe\n" has blanks around it: use "Jane Doe"`,
		"\u00a0Jane ": `use "Jane"`,
	} {
		expect(t, name, checkName(name), want)
	}
}

func TestCheckRequestTimeoutTakesOneSecondToTenMinutes(t *testing.T) {
	t.Parallel()
	for timeout, want := range map[string]string{
		"1s":     "",
		"30s":    "",
		"1m30s":  "",
		"1000ms": "",
		"10m":    "",
		"600s":   "",

		"999ms":      `"999ms" is not between 1s and 10m0s`,
		"10m1ns":     "is not between",
		"0":          "is not between",
		"0s":         "is not between",
		"-30s":       "is not between",
		"24h":        "is not between",
		"":           `"" is not a duration such as 30s or 2m`,
		"30":         "is not a duration",
		"30 s":       "is not a duration",
		" 30s":       "is not a duration",
		"1e1s":       "is not a duration",
		"1d":         "is not a duration",
		"forever":    "is not a duration",
		"999999999h": "is not a duration",
	} {
		expect(t, timeout, checkRequestTimeout(timeout), want)
	}
}

func TestCheckOfACredentialSaysWhatItIsAndNotItsSecret(t *testing.T) {
	t.Parallel()
	const secret = "9f2c4e71bd05"
	for name, c := range map[string]struct {
		check func(string) error
		value string
		want  string
	}{
		"key":                            {checkAPIKey, "seam_test1_" + secret, ""},
		"key that is empty":              {checkAPIKey, "", "the API key is empty"},
		"key that is a token":            {checkAPIKey, "seam_at1_" + secret, "a personal access token (seam_at…)"},
		"key that is a session":          {checkAPIKey, "seam_cst1_" + secret, "a client session token (seam_cst…)"},
		"key that is publishable":        {checkAPIKey, "seam_pk1_" + secret, "a publishable key (seam_pk…)"},
		"key that is a JWT":              {checkAPIKey, "eyJ" + secret, "a JSON web token (ey…)"},
		"key that is something else":     {checkAPIKey, secret, "nothing that Seam issues"},
		"key with a line break":          {checkAPIKey, "seam_test1_" + secret + "\n", "a line break"},
		"token":                          {checkPersonalAccessToken, "seam_at1_" + secret, ""},
		"token that is empty":            {checkPersonalAccessToken, "", "the personal access token is empty"},
		"token that is a key":            {checkPersonalAccessToken, "seam_test1_" + secret, "an API key (seam_…)"},
		"token that is a session":        {checkPersonalAccessToken, "seam_cst1_" + secret, "a client session token (seam_cst…)"},
		"token that is publishable":      {checkPersonalAccessToken, "seam_pk1_" + secret, "a publishable key (seam_pk…)"},
		"token that is a JWT":            {checkPersonalAccessToken, "eyJ" + secret, "a JSON web token (ey…)"},
		"token that is something else":   {checkPersonalAccessToken, secret, "nothing that Seam issues"},
		"token with a space in front":    {checkPersonalAccessToken, " seam_at1_" + secret, "a space"},
		"token with a zero-width joiner": {checkPersonalAccessToken, "seam_at1_\u200d" + secret, "another character that none has"},
	} {
		err := c.check(c.value)
		expect(t, name, err, c.want)
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error tells the secret: %s", name, err)
		}
	}
}

func TestValidatorPointsAtItsAttribute(t *testing.T) {
	t.Parallel()
	resp := validate(t, isUUID(), types.StringValue("jane"))

	refusal := onlyError(t, resp.Diagnostics)
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
	for want, v := range map[string]validator.String{
		"The API key cannot be used":               isAPIKey(),
		"The personal access token cannot be used": isPersonalAccessToken(),
	} {
		refusal := onlyError(t, validate(t, v, types.StringValue("seam_pk1_9f2c4e")).Diagnostics)
		if refusal.Summary() != want {
			t.Errorf("the summary is %q, want %q", refusal.Summary(), want)
		}
		if got := pathOf(refusal); got != "" {
			t.Errorf("%s: the error points at %q", want, got)
		}
	}
}

func TestValidatorsLeaveAloneWhatIsNullOrUnknown(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]validator.String{
		"isUUID":                isUUID(),
		"isEndpoint":            isEndpoint(),
		"isRequestTimeout":      isRequestTimeout(),
		"isAPIKey":              isAPIKey(),
		"isPersonalAccessToken": isPersonalAccessToken(),
	} {
		for _, value := range []types.String{types.StringNull(), types.StringUnknown()} {
			if resp := validate(t, v, value); len(resp.Diagnostics) != 0 {
				t.Errorf("%s refuses %s: %v", name, value, resp.Diagnostics)
			}
		}
		if resp := validate(t, v, types.StringValue("")); len(resp.Diagnostics) != 1 {
			t.Errorf("%s: an empty value has %d errors, want one", name, len(resp.Diagnostics))
		}
		if v.Description(t.Context()) == "" || v.MarkdownDescription(t.Context()) == "" {
			t.Errorf("%s has no description", name)
		}
	}
}

func validate(t *testing.T, v validator.String, value types.String) *validator.StringResponse {
	t.Helper()
	resp := &validator.StringResponse{}
	v.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("acs_user_id"), ConfigValue: value}, resp)
	return resp
}

// pathOf is the attribute that a diagnostic points at, or "".
func pathOf(diagnostic diag.Diagnostic) string {
	if located, ok := diagnostic.(diag.DiagnosticWithPath); ok {
		return located.Path().String()
	}
	return ""
}

// expect checks that an error says what it should, and that there is none where it should say nothing.
func expect(t *testing.T, about string, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("%q is refused: %s", about, err)
	case want != "" && err == nil:
		t.Errorf("%q is taken, want an error that says %q", about, want)
	case want != "" && !strings.Contains(err.Error(), want):
		t.Errorf("%q: the error is %q, want it to say %q", about, err, want)
	}
}
