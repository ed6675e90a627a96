// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

const planFile = "tfplan"

// givenSecret is a way to give the provider its credential.
type givenSecret struct {
	secret string
	env    []string
	lines  []string
	blocks string
	// kept are the places where Terraform itself keeps the secret, because of how it was given.
	kept []string
}

func givenSecrets(w *providertest.World) map[string]givenSecret {
	const variable = "variable \"secret\" {\n  type = string\n  sensitive = true\n  %s\n}\n"
	keptOfVariable := []string{"tfplan: tfplan", "plan as JSON: variables.secret.value"}
	token := w.AddPersonalAccessToken()
	return map[string]givenSecret{
		"API key in the environment": {
			secret: w.APIKey,
			env:    []string{"SEAM_API_KEY=" + w.APIKey},
		},
		"personal access token in the environment": {
			secret: token,
			env:    []string{"SEAM_PERSONAL_ACCESS_TOKEN=" + token, "SEAM_WORKSPACE_ID=" + w.WorkspaceID},
		},
		"API key in a variable": {
			secret: w.APIKey,
			env:    []string{"TF_VAR_secret=" + w.APIKey},
			lines:  []string{"api_key = var.secret"},
			blocks: fmt.Sprintf(variable, ""),
			kept:   keptOfVariable,
		},
		"personal access token in a variable": {
			secret: token,
			env:    []string{"TF_VAR_secret=" + token},
			lines:  []string{"personal_access_token = var.secret", providertest.Line("workspace_id", w.WorkspaceID)},
			blocks: fmt.Sprintf(variable, ""),
			kept:   keptOfVariable,
		},
		"API key in an ephemeral variable": {
			secret: w.APIKey,
			env:    []string{"TF_VAR_secret=" + w.APIKey},
			lines:  []string{"api_key = var.secret"},
			blocks: fmt.Sprintf(variable, "ephemeral = true"),
		},
		"API key in the configuration": {
			secret: w.APIKey,
			lines:  []string{providertest.Line("api_key", w.APIKey)},
			kept: []string{
				"main.tf",
				"tfplan: tfconfig/m-/main.tf",
				"plan as JSON: configuration.provider_config.seam.expressions.api_key.constant_value",
			},
		},
	}
}

func TestSecretIsOnlyWhereTerraformItselfKeepsIt(t *testing.T) {
	t.Parallel()
	for name := range givenSecrets(providertest.NewWorld(t)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			terraform.Env = append(terraform.Env, "TF_LOG_PATH="+filepath.Join(terraform.Path, "log"))
			staysSecret(t, w, terraform, givenSecrets(w)[name])
		})
	}
}

func TestSecretIsNotLoggedToStderr(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"API key in the environment", "personal access token in the environment"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			staysSecret(t, w, terraform, givenSecrets(w)[name])
		})
	}
}

// staysSecret uses a secret with everything logged, and checks what was said, logged and kept.
func staysSecret(t *testing.T, w *providertest.World, terraform *providertest.CLI, given givenSecret) {
	t.Helper()
	terraform.Env = append(append(terraform.Env, given.env...), "TF_LOG=TRACE", "TF_LOG_PROVIDER=TRACE")
	texts := useSecret(t, w, terraform, given)
	maps.Copy(texts, keptFiles(t, terraform.Path))

	all := strings.Join(slices.Collect(maps.Values(texts)), "\n")
	for _, phrase := range []string{"provider.terraform-provider-seam", "Seam answered", "retrying a request to Seam", "the credential (redacted) was"} {
		if !strings.Contains(all, phrase) {
			t.Errorf("nothing says %q, so this test does not see what it should", phrase)
		}
	}
	for place, text := range texts {
		if strings.Contains(text, part(given.secret)) && !slices.Contains(given.kept, place) {
			t.Errorf("the secret is in %s", place)
		}
	}
}

// useSecret does what is done with a membership, well and badly, against a Seam that repeats the secret in every error.
// It returns what the commands said, by their names.
func useSecret(t *testing.T, w *providertest.World, terraform *providertest.CLI, given givenSecret) map[string]string {
	t.Helper()
	said := map[string]string{}
	group, jane, john, ann := w.Group("Engineering"), w.User("Jane Doe"), w.User("John Roe"), w.User("Ann Poe")
	configure := func(blocks ...string) {
		settings := slices.Concat(given.lines, []string{providertest.Line("endpoint", w.URL), "max_retries = 1"})
		terraform.Configure(given.blocks + providertest.ProviderBlock(settings...) + strings.Join(blocks, "\n"))
	}
	fail := func(path string, status int) {
		w.ClearFaults()
		w.Inject(path, fakeseam.Fault{Status: status, Body: fmt.Sprintf(
			`{"error": {"type": "failed", "message": "the credential %s was seen in Bearer %s"}, "ok": false}`, given.secret, given.secret)})
	}
	configure(providertest.Membership("jane", group, jane))
	said["plan"] = terraform.Plan("-out=" + planFile).String()
	said["show"] = terraform.Must("show", planFile).String()
	maps.Copy(said, secretsInJSON(t, terraform, given.secret))
	said["apply"] = terraform.Must("apply", planFile).String()

	configure(providertest.Membership("jane", group, jane), providertest.Membership("john", group, john))
	fail(providertest.PathAddACSUser, http.StatusInternalServerError)
	said["apply that fails"] = terraform.MustFail("apply", "-auto-approve").String()
	fail("*", http.StatusUnauthorized)
	said["plan that fails"] = terraform.MustFail("plan").String()
	said["apply that is refused"] = terraform.MustFail("apply", "-auto-approve", "-refresh=false").String()
	said["import that fails"] = terraform.MustFail("import", providertest.MembershipAddress("john"), group+"/"+john).String()
	w.ClearFaults()

	configure(providertest.Membership("jane", group, jane), providertest.Membership("ann", group, ann))
	w.AddMember(group, ann)
	said["import"] = terraform.Must("import", providertest.MembershipAddress("ann"), group+"/"+ann).String()
	fail(providertest.PathRemove, http.StatusInternalServerError)
	said["destroy that fails"] = terraform.MustFail("destroy", "-auto-approve").String()
	w.ClearFaults()
	said["destroy"] = terraform.Destroy().String()
	w.HasMembers(t, group)
	return said
}

// secretsInJSON returns the values of the saved plan's JSON that hold the secret, by their paths.
func secretsInJSON(t *testing.T, terraform *providertest.CLI, secret string) map[string]string {
	t.Helper()
	quiet := terraform.With("TF_LOG=", "TF_LOG_PROVIDER=")
	var plan any
	if err := json.Unmarshal([]byte(quiet.Must("show", "-json", planFile).String()), &plan); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	var walk func(path string, value any)
	walk = func(path string, value any) {
		switch value := value.(type) {
		case map[string]any:
			for name, inner := range value {
				walk(path+"."+name, inner)
			}
		case []any:
			for i, inner := range value {
				walk(fmt.Sprintf("%s.%d", path, i), inner)
			}
		case string:
			if strings.Contains(value, part(secret)) {
				found["plan as JSON: "+strings.TrimPrefix(path, ".")] = value
			}
		}
	}
	walk("", plan)
	return found
}

// keptFiles returns the content of the files in a directory by their names, and that of the files in the saved plan.
func keptFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	contents := contentsOf(t, "", os.DirFS(dir))
	plan, err := zip.OpenReader(filepath.Join(dir, planFile))
	if err != nil {
		t.Fatal(err)
	}
	maps.Copy(contents, contentsOf(t, planFile+": ", plan))
	if err := plan.Close(); err != nil {
		t.Error(err)
	}
	return contents
}

func contentsOf(t *testing.T, prefix string, fsys fs.FS) map[string]string {
	t.Helper()
	contents := map[string]string{}
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(fsys, name)
		contents[prefix+name] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return contents
}

// part is as much of a secret as should be nowhere.
func part(secret string) string {
	return secret[len(secret)-12:]
}
