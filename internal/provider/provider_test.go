// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"strings"
	"testing"
)

// secretPart stands in every credential of these tests that is refused, so that it can be looked for.
const secretPart = "9f2c4e71bd05"

func TestRefusedConfigurationIsOneErrorAndNoRequest(t *testing.T) {
	t.Parallel()
	const workspace = "398d80b7-3f96-47c2-b85a-6f8ba21d07be"
	key, token := "seam_test1_"+secretPart, "seam_at1_"+secretPart
	for name, c := range map[string]struct {
		lines []string
		env   []string
		says  []string
	}{
		"no credential": {
			says: []string{"Error: No Seam credential", "Set api_key in the provider block, or SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID"},
		},
		"both kinds in the configuration": {
			lines: []string{line("api_key", key), line("personal_access_token", token), line("workspace_id", workspace)},
			says:  []string{"Error: Two Seam credentials", "(api_key in the provider block)", "(personal_access_token in the provider block)"},
		},
		"both kinds in the environment": {
			env:  []string{"SEAM_API_KEY=" + key, "SEAM_PERSONAL_ACCESS_TOKEN=" + token, "SEAM_WORKSPACE_ID=" + workspace},
			says: []string{"Error: Two Seam credentials", "(SEAM_API_KEY in the environment)", "(SEAM_PERSONAL_ACCESS_TOKEN in the environment)"},
		},
		"empty key": {
			lines: []string{line("api_key", "")},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is empty"},
		},
		"client session token": {
			lines: []string{line("api_key", "seam_cst1_"+secretPart)},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is a client session token (seam_cst…)"},
		},
		"publishable key": {
			lines: []string{line("api_key", "seam_pk1_"+secretPart)},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is a publishable key (seam_pk…)"},
		},
		"publishable key in the environment": {
			env:  []string{"SEAM_API_KEY=seam_pk1_" + secretPart},
			says: []string{"Error: The API key cannot be used", "SEAM_API_KEY in the environment: the API key is a publishable key (seam_pk…)"},
		},
		"JWT": {
			lines: []string{line("api_key", "eyJhbGciOiJIUzI1NiJ9."+secretPart+".x")},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is a JSON web token (ey…)"},
		},
		"token as a key": {
			lines: []string{line("api_key", token)},
			says:  []string{"Error: The API key cannot be used", "a personal access token (seam_at…): it has to be given as such, together with a workspace ID"},
		},
		"token as a key in the environment": {
			env:  []string{"SEAM_API_KEY=" + token},
			says: []string{"Error: The API key cannot be used", "SEAM_API_KEY in the environment: the API key is a personal access token"},
		},
		"key as a token": {
			lines: []string{line("personal_access_token", key), line("workspace_id", workspace)},
			says:  []string{"Error: The personal access token cannot be used", "an API key (seam_…): it has to be given as such"},
		},
		"client session token as a token": {
			lines: []string{line("personal_access_token", "seam_cst1_"+secretPart), line("workspace_id", workspace)},
			says:  []string{"Error: The personal access token cannot be used", "a client session token (seam_cst…)"},
		},
		"token without a workspace": {
			lines: []string{line("personal_access_token", token)},
			says:  []string{"Error: A personal access token needs a workspace", "set workspace_id, or SEAM_WORKSPACE_ID"},
		},
		"token in the environment without a workspace": {
			env:  []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + token},
			says: []string{"Error: A personal access token needs a workspace", "(SEAM_PERSONAL_ACCESS_TOKEN in the environment)"},
		},
		"workspace that is no UUID": {
			lines: []string{line("api_key", key), line("workspace_id", "acme")},
			says:  []string{"Error: This is not a valid ID", `workspace_id: "acme" is not a UUID`},
		},
		"workspace in the environment that is no UUID": {
			env:  []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + token, "SEAM_WORKSPACE_ID=Acme Inc"},
			says: []string{"Error: The workspace ID is not valid", `SEAM_WORKSPACE_ID in the environment: "Acme Inc" is not a UUID`},
		},
		"request_timeout too short": {
			lines: []string{line("api_key", key), line("request_timeout", "999ms")},
			says:  []string{"Error: The request timeout is not valid", `request_timeout: "999ms" is not between 1s and 10m0s`},
		},
		"request_timeout too long": {
			lines: []string{line("api_key", key), line("request_timeout", "11m")},
			says:  []string{"Error: The request timeout is not valid", `"11m" is not between 1s and 10m0s`},
		},
		"request_timeout without a unit": {
			lines: []string{line("api_key", key), line("request_timeout", "30")},
			says:  []string{"Error: The request timeout is not valid", `"30" is not a duration such as 30s or 2m`},
		},
		"max_retries below zero": {
			lines: []string{line("api_key", key), "max_retries = -1"},
			says:  []string{"max_retries", "between 0 and 10, got: -1"},
		},
		"max_retries above ten": {
			lines: []string{line("api_key", key), "max_retries = 11"},
			says:  []string{"max_retries", "between 0 and 10, got: 11"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			terraform.env = append(terraform.env, c.env...)
			terraform.configure(providerBlock(append(c.lines, line("endpoint", h.url))...) + membership("jane", h.group("Engineering"), h.user("Jane Doe")))
			refuses(t, terraform.mustFail("plan"), c.says...)
			if requests := h.Requests(); len(requests) != 0 {
				t.Errorf("%d requests were sent, the first to %s", len(requests), requests[0].Path)
			}
		})
	}
}

func TestRefusedEndpointIsOneError(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		endpoint string
		says     string
	}{
		"empty":                            {"", "must be an absolute URL such as https://connect.getseam.com"},
		"no URL":                           {"nowhere", "must be an absolute URL"},
		"host only":                        {"connect.getseam.com", "must be an absolute URL"},
		"no host":                          {"https://", "must be an absolute URL"},
		"plain http to a name":             {"http://connect.getseam.com", "must use https; plain http is accepted for a loopback address only"},
		"plain http to an address":         {"http://192.0.2.1:8080", "must use https; plain http is accepted for a loopback address only"},
		"plain http to a seeming loopback": {"http://127.0.0.1.example.com", "must use https; plain http is accepted for a loopback address only"},
		"another scheme":                   {"ftp://127.0.0.1", "must use https"},
		"a query":                          {"https://127.0.0.1/?a=b", "must not contain a query"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			block := membership("jane", h.group("Engineering"), h.user("Jane Doe"))
			key := line("api_key", "seam_test1_"+secretPart)

			terraform.configure(providerBlock(key, line("endpoint", c.endpoint)) + block)
			refuses(t, terraform.mustFail("plan"), "Error: The endpoint cannot be used", "endpoint: the endpoint", c.says)
			if c.endpoint == "" {
				return
			}
			terraform.env = append(terraform.env, "SEAM_ENDPOINT="+c.endpoint)
			terraform.configure(providerBlock(key) + block)
			refuses(t, terraform.mustFail("plan"), "Error: The endpoint cannot be used", "SEAM_ENDPOINT in the environment: the endpoint", c.says)
		})
	}
}

func TestProviderWorksFromTheEnvironmentAlone(t *testing.T) {
	t.Parallel()
	for name, env := range map[string]func(h *house) []string{
		"API key": func(h *house) []string { return []string{"SEAM_API_KEY=" + h.key} },
		"personal access token": func(h *house) []string {
			return []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + h.AddPersonalAccessToken(), "SEAM_WORKSPACE_ID=" + h.workspace}
		},
		"API key with its workspace": func(h *house) []string { return []string{"SEAM_API_KEY=" + h.key, "SEAM_WORKSPACE_ID=" + h.workspace} },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			group, user := h.group("Engineering"), h.user("Jane Doe")
			terraform.env = append(append(terraform.env, "SEAM_ENDPOINT="+h.url), env(h)...)
			terraform.configure(membership("jane", group, user))
			terraform.apply()
			check(t, h.hasMembers(group, user))
		})
	}
}

func TestCredentialInTheConfigurationSilencesTheOtherKindInTheEnvironment(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	token := h.AddPersonalAccessToken()
	for name, c := range map[string]struct {
		lines         []string
		env           []string
		authorization string
	}{
		"key": {
			lines:         []string{line("api_key", h.key)},
			env:           []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + token},
			authorization: "Bearer " + h.key,
		},
		"token": {
			lines:         []string{line("personal_access_token", token), line("workspace_id", h.workspace)},
			env:           []string{"SEAM_API_KEY=" + h.key},
			authorization: "Bearer " + token,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			terraform := newCLI(t)
			group := h.group(name)
			terraform.env = append(terraform.env, c.env...)
			terraform.configure(providerBlock(append(c.lines, line("endpoint", h.url))...) + membership("jane", group, h.user("Jane Doe")))
			terraform.apply()
			requests := h.RequestsTo(pathAddACSUser)
			for _, request := range requests {
				if request.Body["acs_access_group_id"] == group && request.Header.Get("Authorization") != c.authorization {
					t.Errorf("the request says %q, want %q", request.Header.Get("Authorization"), c.authorization)
				}
			}
			if len(h.Members(group)) != 1 {
				t.Errorf("the members are %q, want one", h.Members(group))
			}
		})
	}
}

func TestWorkspaceBesideAnAPIKeyRefusesAnother(t *testing.T) {
	t.Parallel()
	for name, assert := range map[string]struct {
		line, variable, source string
	}{
		"in the configuration": {line: "workspace_id = %q", source: "workspace_id in the provider block"},
		"in the environment":   {variable: "SEAM_WORKSPACE_ID=", source: "SEAM_WORKSPACE_ID in the environment"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h, terraform := newHouse(t), newCLI(t)
			other := h.AddWorkspace("Other")
			block := membership("jane", h.group("Engineering"), h.user("Jane Doe"))
			if assert.variable != "" {
				terraform.env = append(terraform.env, assert.variable+other)
				terraform.configure(h.config(block))
			} else {
				terraform.configure(h.provider(fmt.Sprintf(assert.line, other)) + block)
			}

			refuses(t, terraform.mustFail("apply", "-auto-approve"),
				"Error: The credential opens another workspace", "workspace "+other, assert.source, "workspace "+h.workspace, `("Acme")`)
			if sent := h.Requests(); len(sent) != 1 || sent[0].Path != pathGetWorkspace {
				t.Errorf("%d requests were sent, want the one to %s", len(sent), pathGetWorkspace)
			}
		})
	}
}

func TestUnknownCredentialDoesNotBlockACreate(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group := h.group("Engineering")
	identity, user := h.person("Jane Doe")
	john := h.user("John Roe")
	terraform.configure(h.laterKey("first") + identityMembership("jane", group, identity) + membership("john", group, john))

	contains(t, terraform.must("plan"), "Plan: 3 to add, 0 to change, 0 to destroy")
	if sent := h.Requests(); len(sent) != 0 {
		t.Errorf("%d requests were sent while the key is unknown", len(sent))
	}
	contains(t, terraform.apply(), "3 added, 0 changed, 0 destroyed")
	check(t, h.hasMembers(group, user, john))
	contains(t, terraform.must("plan"), "No changes.")
}

func TestUnknownCredentialIsOneErrorWhereAMembershipExists(t *testing.T) {
	t.Parallel()
	h, terraform := newHouse(t), newCLI(t)
	group, user := h.group("Engineering"), h.user("Jane Doe")
	terraform.configure(h.laterKey("first") + membership("jane", group, user))
	terraform.apply()
	h.ResetRequests()

	terraform.configure(h.laterKey("second") + membership("jane", group, user))
	refuses(t, terraform.mustFail("plan"), "Error: The provider is not configured yet", "api_key in the provider block is not known yet", "-target")
	check(t, h.hasMembers(group, user))
	if sent := h.Requests(); len(sent) != 0 {
		t.Errorf("%d requests were sent while the key is unknown", len(sent))
	}
}

// laterKey is a provider block whose API key is known only once another resource is applied, and that resource, which
// every other name replaces.
func (h *house) laterKey(name string) string {
	return fmt.Sprintf("resource \"terraform_data\" \"key\" {\n  input = %q\n  triggers_replace = %q\n}\n", h.key, name) +
		providerBlock("api_key = terraform_data.key.output", line("endpoint", h.url))
}

// line sets an attribute to a string.
func line(attribute, value string) string {
	return fmt.Sprintf("%s = %q", attribute, value)
}

// providerBlock is a provider block with nothing but these lines in it.
func providerBlock(lines ...string) string {
	return "provider \"seam\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

// refuses checks that a command ended with exactly one error that says each of the phrases and tells no secret.
func refuses(t *testing.T, output string, phrases ...string) {
	t.Helper()
	contains(t, output, phrases...)
	lacks(t, output, secretPart)
	if errors := strings.Count(output, "Error: "); errors != 1 {
		t.Errorf("there are %d errors, want one:\n%s", errors, output)
	}
}
