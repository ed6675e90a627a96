// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

func TestMain(m *testing.M) {
	os.Exit(providertest.Main(m))
}

func TestRefusedConfigurationIsOneErrorAndNoRequest(t *testing.T) {
	t.Parallel()
	const workspace = "398d80b7-3f96-47c2-b85a-6f8ba21d07be"
	key, token := "seam_test1_"+providertest.SecretPart, "seam_at1_"+providertest.SecretPart
	for name, c := range map[string]struct {
		lines []string
		env   []string
		says  []string
	}{
		"no credential": {
			says: []string{"Error: No Seam credential", "Set api_key in the provider block, or SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN with SEAM_WORKSPACE_ID"},
		},
		"both kinds in the configuration": {
			lines: []string{providertest.Line("api_key", key), providertest.Line("personal_access_token", token), providertest.Line("workspace_id", workspace)},
			says:  []string{"Error: Two Seam credentials", "(api_key in the provider block)", "(personal_access_token in the provider block)"},
		},
		"both kinds in the environment": {
			env:  []string{"SEAM_API_KEY=" + key, "SEAM_PERSONAL_ACCESS_TOKEN=" + token, "SEAM_WORKSPACE_ID=" + workspace},
			says: []string{"Error: Two Seam credentials", "(SEAM_API_KEY in the environment)", "(SEAM_PERSONAL_ACCESS_TOKEN in the environment)"},
		},
		"empty key": {
			lines: []string{providertest.Line("api_key", "")},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is empty"},
		},
		"client session token": {
			lines: []string{providertest.Line("api_key", "seam_cst1_"+providertest.SecretPart)},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is a client session token (seam_cst…)"},
		},
		"publishable key": {
			lines: []string{providertest.Line("api_key", "seam_pk1_"+providertest.SecretPart)},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is a publishable key (seam_pk…)"},
		},
		"publishable key in the environment": {
			env:  []string{"SEAM_API_KEY=seam_pk1_" + providertest.SecretPart},
			says: []string{"Error: The API key cannot be used", "SEAM_API_KEY in the environment: the API key is a publishable key (seam_pk…)"},
		},
		"JWT": {
			lines: []string{providertest.Line("api_key", "eyJhbGciOiJIUzI1NiJ9."+providertest.SecretPart+".x")},
			says:  []string{"Error: The API key cannot be used", "api_key: the API key is a JSON web token (ey…)"},
		},
		"token as a key": {
			lines: []string{providertest.Line("api_key", token)},
			says:  []string{"Error: The API key cannot be used", "a personal access token (seam_at…): set personal_access_token or SEAM_PERSONAL_ACCESS_TOKEN instead"},
		},
		"token as a key in the environment": {
			env:  []string{"SEAM_API_KEY=" + token},
			says: []string{"Error: The API key cannot be used", "SEAM_API_KEY in the environment: the API key is a personal access token"},
		},
		"key as a token": {
			lines: []string{providertest.Line("personal_access_token", key), providertest.Line("workspace_id", workspace)},
			says:  []string{"Error: The personal access token cannot be used", "an API key (seam_…): set api_key or SEAM_API_KEY instead"},
		},
		"client session token as a token": {
			lines: []string{providertest.Line("personal_access_token", "seam_cst1_"+providertest.SecretPart), providertest.Line("workspace_id", workspace)},
			says:  []string{"Error: The personal access token cannot be used", "a client session token (seam_cst…)"},
		},
		"token without a workspace": {
			lines: []string{providertest.Line("personal_access_token", token)},
			says:  []string{"Error: A personal access token needs a workspace", "set workspace_id, or SEAM_WORKSPACE_ID"},
		},
		"token in the environment without a workspace": {
			env:  []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + token},
			says: []string{"Error: A personal access token needs a workspace", "(SEAM_PERSONAL_ACCESS_TOKEN in the environment)"},
		},
		"workspace that is no UUID": {
			lines: []string{providertest.Line("api_key", key), providertest.Line("workspace_id", "acme")},
			says:  []string{"Error: This is not a valid ID", `workspace_id: "acme" is not a UUID`},
		},
		"workspace in the environment that is no UUID": {
			env:  []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + token, "SEAM_WORKSPACE_ID=Acme Inc"},
			says: []string{"Error: The workspace ID is not valid", `SEAM_WORKSPACE_ID in the environment: "Acme Inc" is not a UUID`},
		},
		"request_timeout too short": {
			lines: []string{providertest.Line("api_key", key), providertest.Line("request_timeout", "999ms")},
			says:  []string{"Error: The request timeout is not valid", `request_timeout: "999ms" is not between 1s and 10m0s`},
		},
		"request_timeout too long": {
			lines: []string{providertest.Line("api_key", key), providertest.Line("request_timeout", "11m")},
			says:  []string{"Error: The request timeout is not valid", `"11m" is not between 1s and 10m0s`},
		},
		"request_timeout without a unit": {
			lines: []string{providertest.Line("api_key", key), providertest.Line("request_timeout", "30")},
			says:  []string{"Error: The request timeout is not valid", `"30" is not a duration such as 30s or 2m`},
		},
		"max_retries below zero": {
			lines: []string{providertest.Line("api_key", key), "max_retries = -1"},
			says:  []string{"max_retries", "between 0 and 10, got: -1"},
		},
		"max_retries above ten": {
			lines: []string{providertest.Line("api_key", key), "max_retries = 11"},
			says:  []string{"max_retries", "between 0 and 10, got: 11"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			terraform.Env = append(terraform.Env, c.env...)
			terraform.Configure(providertest.ProviderBlock(append(c.lines, providertest.Line("endpoint", w.URL))...) + providertest.Membership("jane", w.Group("Engineering"), w.User("Jane Doe")))
			terraform.MustFail("plan").IsOneError(c.says...)
			w.SentInAll(t, 0)
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
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			block := providertest.Membership("jane", w.Group("Engineering"), w.User("Jane Doe"))
			key := providertest.Line("api_key", "seam_test1_"+providertest.SecretPart)

			terraform.Configure(providertest.ProviderBlock(key, providertest.Line("endpoint", c.endpoint)) + block)
			terraform.MustFail("plan").IsOneError("Error: The endpoint cannot be used", "endpoint: the endpoint", c.says)
			if c.endpoint == "" {
				return
			}
			terraform.Env = append(terraform.Env, "SEAM_ENDPOINT="+c.endpoint)
			terraform.Configure(providertest.ProviderBlock(key) + block)
			terraform.MustFail("plan").IsOneError("Error: The endpoint cannot be used", "SEAM_ENDPOINT in the environment: the endpoint", c.says)
		})
	}
}

func TestProviderWorksFromTheEnvironmentAlone(t *testing.T) {
	t.Parallel()
	for name, env := range map[string]func(w *providertest.World) []string{
		"API key": func(w *providertest.World) []string { return []string{"SEAM_API_KEY=" + w.APIKey} },
		"personal access token": func(w *providertest.World) []string {
			return []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + w.AddPersonalAccessToken(), "SEAM_WORKSPACE_ID=" + w.WorkspaceID}
		},
		"API key with its workspace": func(w *providertest.World) []string {
			return []string{"SEAM_API_KEY=" + w.APIKey, "SEAM_WORKSPACE_ID=" + w.WorkspaceID}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			group, user := w.Group("Engineering"), w.User("Jane Doe")
			terraform.Env = append(append(terraform.Env, "SEAM_ENDPOINT="+w.URL), env(w)...)
			terraform.Configure(providertest.Membership("jane", group, user))
			terraform.Apply()
			w.HasMembers(t, group, user)
		})
	}
}

func TestRequestsSayWhichProviderSendsThem(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	terraform.Configure(w.Config(providertest.Membership("jane", w.Group("Engineering"), w.User("Jane Doe"))))
	terraform.Must("plan")
	requests := w.Requests()
	if len(requests) == 0 {
		t.Error("nothing was sent")
	}
	for _, request := range requests {
		if name, version := request.Header.Get("seam-sdk-name"), request.Header.Get("seam-sdk-version"); name != "seamapi/terraform-provider-seam" || version == "" {
			t.Errorf("%s was sent by %q %q", request.Path, name, version)
		}
	}
}

func TestCredentialInTheConfigurationSilencesTheOtherKindInTheEnvironment(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	token := w.AddPersonalAccessToken()
	for name, c := range map[string]struct {
		lines         []string
		env           []string
		authorization string
	}{
		"key": {
			lines:         []string{providertest.Line("api_key", w.APIKey)},
			env:           []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + token},
			authorization: "Bearer " + w.APIKey,
		},
		"token": {
			lines:         []string{providertest.Line("personal_access_token", token), providertest.Line("workspace_id", w.WorkspaceID)},
			env:           []string{"SEAM_API_KEY=" + w.APIKey},
			authorization: "Bearer " + token,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			terraform := providertest.NewCLI(t)
			group := w.Group(name)
			terraform.Env = append(terraform.Env, c.env...)
			terraform.Configure(providertest.ProviderBlock(append(c.lines, providertest.Line("endpoint", w.URL))...) + providertest.Membership("jane", group, w.User("Jane Doe")))
			terraform.Apply()
			requests := w.RequestsTo(providertest.PathAddACSUser)
			for _, request := range requests {
				if request.Body["acs_access_group_id"] == group && request.Header.Get("Authorization") != c.authorization {
					t.Errorf("the request says %q, want %q", request.Header.Get("Authorization"), c.authorization)
				}
			}
			if len(w.Members(group)) != 1 {
				t.Errorf("the members are %q, want one", w.Members(group))
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
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			other := w.AddWorkspace("Other")
			block := providertest.Membership("jane", w.Group("Engineering"), w.User("Jane Doe"))
			if assert.variable != "" {
				terraform.Env = append(terraform.Env, assert.variable+other)
				terraform.Configure(w.Config(block))
			} else {
				terraform.Configure(w.ProviderBlock(fmt.Sprintf(assert.line, other)) + block)
			}

			terraform.MustFail("apply", "-auto-approve").IsOneError(
				"Error: The credential opens another workspace", "workspace "+other, assert.source, "workspace "+w.WorkspaceID, `("Acme")`)
			if sent := w.Requests(); len(sent) != 1 || sent[0].Path != providertest.PathGetWorkspace {
				t.Errorf("%d requests were sent, want the one to %s", len(sent), providertest.PathGetWorkspace)
			}
		})
	}
}

func TestUnknownCredentialDoesNotBlockACreate(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group := w.Group("Engineering")
	identity, user := w.Person("Jane Doe")
	john := w.User("John Roe")
	terraform.Configure(laterKey(w, "first") + providertest.IdentityMembership("jane", group, identity) + providertest.Membership("john", group, john))

	terraform.Plan().Says("Plan: 3 to add, 0 to change, 0 to destroy")
	w.SentInAll(t, 0)
	terraform.Apply().Says("3 added, 0 changed, 0 destroyed")
	w.HasMembers(t, group, user, john)
	terraform.NoChanges()
}

func TestUnknownCredentialIsOneErrorWhereAMembershipExists(t *testing.T) {
	t.Parallel()
	w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
	group, user := w.Group("Engineering"), w.User("Jane Doe")
	terraform.Configure(laterKey(w, "first") + providertest.Membership("jane", group, user))
	terraform.Apply()
	w.ResetRequests()

	terraform.Configure(laterKey(w, "second") + providertest.Membership("jane", group, user))
	terraform.MustFail("plan").IsOneError("Error: The provider is not configured yet", "api_key in the provider block is not known yet", "-target")
	w.HasMembers(t, group, user)
	w.SentInAll(t, 0)
}

// laterKey is a provider block whose API key is known only once another resource is applied, and that resource, which
// every other name replaces.
func laterKey(w *providertest.World, name string) string {
	return fmt.Sprintf("resource \"terraform_data\" \"key\" {\n  input = %q\n  triggers_replace = %q\n}\n", w.APIKey, name) +
		providertest.ProviderBlock("api_key = terraform_data.key.output", providertest.Line("endpoint", w.URL))
}
