// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestAPIKeySaysWhatElseAValueIs(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		testKey:                      "",
		"seam_cst1_" + secretPart:    "the API key is a client session token (seam_cst…); an API key begins with seam_",
		"seam_pk1_" + secretPart:     "the API key is a publishable key (seam_pk…); an API key begins with seam_",
		"ey." + secretPart:           "the API key is a JSON web token (ey…); an API key begins with seam_",
		testToken:                    "the API key is a personal access token (seam_at…): it has to be given as such, together with a workspace ID",
		"other_" + secretPart:        "the API key is nothing that Seam issues; an API key begins with seam_",
		"":                           "the API key is empty",
		testKey + "\n":               "the API key contains a space, a line break or another character that none has",
		" " + testKey:                "the API key contains a space, a line break or another character that none has",
		"seam_test1 " + secretPart:   "the API key contains a space, a line break or another character that none has",
		"seam_test1é" + secretPart:   "the API key contains a space, a line break or another character that none has",
		"seam_\x00test" + secretPart: "the API key contains a space, a line break or another character that none has",
	} {
		t.Run(fmt.Sprintf("%q", value), func(t *testing.T) {
			t.Parallel()
			_, err := APIKey(value)
			checkRefusal(t, err, want)
		})
	}
}

func TestPersonalAccessTokenSaysWhatElseAValueIs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ token, workspace, want string }{
		{testToken, workspaceID, ""},
		{testKey, workspaceID, "the personal access token is an API key (seam_…): it has to be given as such"},
		{"seam_cst1_" + secretPart, workspaceID, "the personal access token is a client session token (seam_cst…); a personal access token begins with seam_at"},
		{"seam_pk1_" + secretPart, workspaceID, "the personal access token is a publishable key (seam_pk…); a personal access token begins with seam_at"},
		{"ey." + secretPart, workspaceID, "the personal access token is a JSON web token (ey…); a personal access token begins with seam_at"},
		{"", workspaceID, "the personal access token is empty"},
		{testToken + "\n", workspaceID, "the personal access token contains a space, a line break or another character that none has"},
		{testToken, "", "a personal access token needs the ID of the workspace to work in"},
		{testToken, "a\nb", "the workspace ID contains a space, a line break or another character that no ID has"},
	} {
		t.Run(fmt.Sprintf("%q in %q", test.token, test.workspace), func(t *testing.T) {
			t.Parallel()
			_, err := PersonalAccessToken(test.token, test.workspace)
			checkRefusal(t, err, test.want)
		})
	}
}

func checkRefusal(t *testing.T, err error, want string) {
	t.Helper()
	got := ""
	if err != nil {
		got = err.Error()
	}
	if got != want {
		t.Errorf("error = %q, want %q", got, want)
	}
	if strings.Contains(got, secretPart) {
		t.Error("the error repeats the secret")
	}
}

func TestNothingPrintsTheSecret(t *testing.T) {
	t.Parallel()
	credential := apiKeyCredential(t)
	config := Config{Credential: credential}
	client, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	// A struct that keeps the credential in an unexported field hides its methods from fmt.
	holder := struct{ credential Credential }{credential}
	for name, value := range map[string]any{
		"credential": credential, "pointer": &credential, "config": config, "client": client, "client behind a pointer": &client,
		"holder": holder, "slice": []Credential{credential},
	} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			if text := fmt.Sprintf(verb, value); containsSecret(text) {
				t.Errorf("%s of the %s prints the secret: %s", verb, name, text)
			}
		}
		var log bytes.Buffer
		slog.New(slog.NewTextHandler(&log, nil)).Info("message", "value", value)
		slog.New(slog.NewJSONHandler(&log, nil)).Info("message", "value", value)
		if containsSecret(log.String()) {
			t.Errorf("the log of the %s has the secret: %s", name, log.String())
		}
	}
	for _, text := range []string{fmt.Sprintf("%5v", credential), credential.String(), credential.GoString()} {
		if text != "(redacted)" {
			t.Errorf("the credential prints as %q", text)
		}
	}
	if encoded, err := json.Marshal([]any{credential}); err != nil || containsSecret(string(encoded)) {
		t.Errorf("JSON = %s, %v", encoded, err)
	}
}

// containsSecret also finds the secret in hexadecimal, as %x prints it.
func containsSecret(text string) bool {
	return strings.Contains(text, secretPart) || strings.Contains(text, fmt.Sprintf("%x", secretPart))
}
