// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestSettingsRefuseWithOneErrorThatSaysWhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config  providerModel
		env     map[string]string
		summary string
		says    []string
	}{
		"nothing": {
			summary: "No Seam credential",
			says:    []string{"api_key", "SEAM_API_KEY", "personal_access_token with workspace_id", "Developer > Personal Access Tokens", "SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID"},
		},
		"a workspace alone": {
			env:     map[string]string{"SEAM_WORKSPACE_ID": testWorkspace},
			summary: "No Seam credential",
		},
		"variables of other names": {
			env:     map[string]string{"SEAM_KEY": testKey, "SEAM_TOKEN": testToken, "seam_api_key": testKey},
			summary: "No Seam credential",
		},
		"an empty key in the configuration is not the environment's": {
			config:  providerModel{APIKey: types.StringValue("")},
			env:     map[string]string{"SEAM_API_KEY": testKey},
			summary: "No Seam credential",
		},
		"both kinds in the configuration": {
			config:  providerModel{APIKey: types.StringValue(testKey), PersonalAccessToken: types.StringValue(testToken)},
			summary: "Two Seam credentials",
			says:    []string{"(api_key in the provider block)", "(personal_access_token in the provider block)", "unset the other"},
		},
		"both kinds in the environment": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_PERSONAL_ACCESS_TOKEN": testToken, "SEAM_WORKSPACE_ID": testWorkspace},
			summary: "Two Seam credentials",
			says:    []string{"(SEAM_API_KEY in the environment)", "(SEAM_PERSONAL_ACCESS_TOKEN in the environment)"},
		},
		"a token in the configuration without a workspace": {
			config:  providerModel{PersonalAccessToken: types.StringValue(testToken)},
			summary: "A personal access token needs a workspace",
			says:    []string{"(personal_access_token in the provider block)", "workspace_id", "SEAM_WORKSPACE_ID"},
		},
		"a token in the environment without a workspace": {
			env:     map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testToken},
			summary: "A personal access token needs a workspace",
			says:    []string{"(SEAM_PERSONAL_ACCESS_TOKEN in the environment)"},
		},
		"a token as a key": {
			env:     map[string]string{"SEAM_API_KEY": testToken},
			summary: "The API key cannot be used",
			says:    []string{"SEAM_API_KEY in the environment: ", "a personal access token (seam_at…)", "set personal_access_token or SEAM_PERSONAL_ACCESS_TOKEN instead"},
		},
		"a key as a token": {
			env:     map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testKey, "SEAM_WORKSPACE_ID": testWorkspace},
			summary: "The personal access token cannot be used",
			says:    []string{"SEAM_PERSONAL_ACCESS_TOKEN in the environment: ", "an API key (seam_…)", "set api_key or SEAM_API_KEY instead"},
		},
		"a key in quotation marks": {
			env:     map[string]string{"SEAM_API_KEY": `"` + testKey + `"`},
			summary: "The API key cannot be used",
			says:    []string{"SEAM_API_KEY in the environment: the API key is in quotation marks: leave them out"},
		},
		"a key that begins with a quotation mark": {
			env:     map[string]string{"SEAM_API_KEY": `'` + testKey},
			summary: "The API key cannot be used",
			says:    []string{"is in quotation marks"},
		},
		"a key with a line break": {
			env:     map[string]string{"SEAM_API_KEY": testKey + "\r\n"},
			summary: "The API key cannot be used",
			says:    []string{"the API key ends with a line break", "trimspace(file(…))"},
		},
		"a key with a blank before it": {
			env:     map[string]string{"SEAM_API_KEY": " " + testKey},
			summary: "The API key cannot be used",
			says:    []string{"a space or a line break around it"},
		},
		"a token with a line break": {
			env:     map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testToken + "\n", "SEAM_WORKSPACE_ID": testWorkspace},
			summary: "The personal access token cannot be used",
			says:    []string{"the personal access token ends with a line break"},
		},
		"a workspace that is no UUID beside a key": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_WORKSPACE_ID": "acme"},
			summary: "The workspace ID is not valid",
			says:    []string{"SEAM_WORKSPACE_ID in the environment: ", `"acme" is not a UUID`},
		},
		"a workspace with a space beside a token": {
			env:     map[string]string{"SEAM_PERSONAL_ACCESS_TOKEN": testToken, "SEAM_WORKSPACE_ID": "Acme Inc"},
			summary: "The workspace ID is not valid",
			says:    []string{"SEAM_WORKSPACE_ID in the environment: ", `"Acme Inc" is not a UUID`},
		},
		"a workspace in capital letters": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_WORKSPACE_ID": strings.ToUpper(testWorkspace)},
			summary: "The workspace ID is not valid",
			says:    []string{"capital letters", testWorkspace},
		},
		"an endpoint in the environment that is no URL": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_ENDPOINT": "connect.getseam.com"},
			summary: "The endpoint cannot be used",
			says:    []string{"SEAM_ENDPOINT in the environment: ", "absolute URL"},
		},
		"plain http to another machine": {
			env:     map[string]string{"SEAM_API_KEY": testKey, "SEAM_ENDPOINT": "http://connect.getseam.com"},
			summary: "The endpoint cannot be used",
			says:    []string{"must use https"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, diags := c.config.settings(environment(c.env))
			refusal := onlyError(t, diags)
			if refusal.Summary() != c.summary {
				t.Errorf("the summary is %q, want %q", refusal.Summary(), c.summary)
			}
			for _, phrase := range c.says {
				if !strings.Contains(refusal.Detail(), phrase) {
					t.Errorf("the detail does not say %q: %s", phrase, refusal.Detail())
				}
			}
			for _, secret := range []string{testKey, testToken} {
				if strings.Contains(refusal.Detail(), secret) {
					t.Errorf("the detail tells the secret: %s", refusal.Detail())
				}
			}
		})
	}
}
