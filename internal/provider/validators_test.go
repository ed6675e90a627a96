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
		if err := checkRequestTimeout(timeout); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q", timeout, err, want)
		}
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
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want %q", name, err, c.want)
		}
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("%s: the error tells the secret: %s", name, err)
		}
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
		if located, isLocated := refusal.(diag.DiagnosticWithPath); isLocated {
			t.Errorf("%s: the error points at %q", want, located.Path())
		}
	}
}

func TestValidatorsLeaveAloneWhatIsNullOrUnknown(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]validator.String{
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
