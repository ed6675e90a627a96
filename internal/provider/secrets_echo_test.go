// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// A careless server repeats the API key in its answers to every kind of request: one that is tried again, so that there is a
// plan, and those that fail a plan, an apply and a destroy.
func TestAnEchoedSecretIsNowhere(t *testing.T) {
	t.Parallel()
	for _, echo := range fakeseam.Echoes() {
		t.Run(string(echo), func(t *testing.T) {
			t.Parallel()
			w, terraform := providertest.NewWorld(t), providertest.NewCLI(t)
			terraform.Env = append(terraform.Env, "SEAM_API_KEY="+w.APIKey, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(terraform.Path, "log"))
			group := w.Group("Engineering")
			terraform.Configure(providertest.ProviderBlock(providertest.Line("endpoint", w.URL), "max_retries = 1") +
				providertest.Membership("jane", group, w.User("Jane Doe")) + providertest.Membership("john", group, w.User("John Roe")))

			said := map[string]string{}
			w.Inject(providertest.PathListMembers, fakeseam.Fault{Echo: echo, Status: http.StatusServiceUnavailable, Times: 1})
			said["plan"] = terraform.Plan("-out=" + planFile).String()
			w.Sent(t, providertest.PathListMembers, 2)
			w.Inject(providertest.PathAddACSUser, fakeseam.Fault{Echo: echo, Match: second()})
			said["apply that fails"] = terraform.MustFail("apply", planFile).String()
			w.ClearFaults()
			w.Inject(providertest.PathRemove, fakeseam.Fault{Echo: echo})
			said["destroy that fails"] = terraform.MustFail("destroy", "-auto-approve").String()
			w.Inject("*", fakeseam.Fault{Echo: echo})
			said["plan that fails"] = terraform.MustFail("plan").String()
			maps.Copy(said, keptFiles(t, terraform.Path))

			for _, place := range []string{"terraform.tfstate", "log", planFile} {
				if said[place] == "" {
					t.Errorf("there is no %s", place)
				}
			}
			seen := "(redacted)"
			if echo == fakeseam.EchoInHTML {
				seen = "an HTML page instead of a Seam API response"
			}
			for _, place := range []string{"plan that fails", "log"} {
				if !strings.Contains(providertest.Unwrapped(said[place]), seen) {
					t.Errorf("%s does not say %q, so this test does not see what it should", place, seen)
				}
			}
			for place, text := range said {
				if form := formOf(w.APIKey, text); form != "" {
					t.Errorf("the secret is in %s, %s", place, form)
				}
			}
		})
	}
}

// second matches every request but the first.
func second() func(fakeseam.Request) bool {
	first := make(chan struct{}, 1)
	return func(fakeseam.Request) bool {
		select {
		case first <- struct{}{}:
			return false
		default:
			return true
		}
	}
}

// formOf says in which form a text has a secret, or "".
func formOf(secret, text string) string {
	folded := strings.ToLower(text)
	for form, format := range map[string]string{"as it is": "%c", "escaped as in JSON": `\u%04x`, "escaped as in a URL": "%%%02x", "in hexadecimal": "%02x"} {
		var escaped strings.Builder
		for _, character := range []byte(part(secret)) {
			fmt.Fprintf(&escaped, format, character)
		}
		if strings.Contains(folded, strings.ToLower(escaped.String())) {
			return form
		}
	}
	// What stands before the secret decides how it is encoded.
	for before := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("x", before) + part(secret)))
		// The characters at both ends depend on what is around the secret.
		if strings.Contains(text, encoded[4:len(encoded)-4]) {
			return "in base64"
		}
	}
	return ""
}

func TestEveryFormOfASecretIsFound(t *testing.T) {
	t.Parallel()
	const secret = "seam_test_0123456789abcdef"
	for text, want := range map[string]string{
		"Bearer " + secret + ".": "as it is",
		`\u0034\u0035\u0036\u0037\u0038\u0039\u0061\u0062\u0063\u0064\u0065\u0066`: "escaped as in JSON",
		"%34%35%36%37%38%39%61%62%63%64%65%66":                                     "escaped as in a URL",
		base64.StdEncoding.EncodeToString([]byte("Bearer " + secret)):              "in base64",
		base64.StdEncoding.EncodeToString([]byte("bearer: " + secret + "x")):       "in base64",
		base64.StdEncoding.EncodeToString([]byte("bearer:  " + secret)):            "in base64",
		fmt.Sprintf("%x", secret):                                                  "in hexadecimal",
		"Bearer (redacted)":                                                        "",
	} {
		if got := formOf(secret, text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
