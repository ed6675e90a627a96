// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestARequestCarriesWhatTheAPIAsksFor(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"workspace":{"workspace_id":"w"}}`)
	client.config.SDKName, client.config.SDKVersion = "seamapi/test", "1.2.3"
	if _, err := client.GetWorkspace(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkRequest(t, script, "/workspaces/get", `{}`)
	request := script.saw()[0]
	if request.Method != http.MethodPost {
		t.Errorf("method = %s", request.Method)
	}
	for header, want := range map[string]string{
		"Authorization": "Bearer " + testKey,
		"Accept":        "application/json",
		"Content-Type":  "application/json",
		"User-Agent":    "test/1.0",

		"seam-sdk-name":    "seamapi/test",
		"seam-sdk-version": "1.2.3",
	} {
		if got := request.Header.Get(header); got != want {
			t.Errorf("%s = %q, want %q", header, got, want)
		}
	}
	if _, sent := request.Header["Seam-Workspace"]; sent {
		t.Error("seam-workspace is sent with an API key")
	}
}

func TestAPersonalAccessTokenTravelsWithItsWorkspace(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"workspace":{"workspace_id":"w"}}`)
	credential, err := PersonalAccessToken(testToken, workspaceID)
	if err != nil {
		t.Fatal(err)
	}
	client.config.Credential = credential
	if _, err := client.GetWorkspace(t.Context()); err != nil {
		t.Fatal(err)
	}
	header := script.saw()[0].Header
	if got := header.Get("Authorization"); got != "Bearer "+testToken {
		t.Errorf("Authorization = %q", got)
	}
	if got := header.Get("seam-workspace"); got != workspaceID {
		t.Errorf("seam-workspace = %q", got)
	}
}

func TestAPathIsAppendedToThePathOfTheEndpoint(t *testing.T) {
	t.Parallel()
	client, script := answering(t, `{"ok":true,"workspace":{"workspace_id":"w"}}`)
	client.config.Endpoint += "/seam"
	if _, err := client.GetWorkspace(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkRequest(t, script, "/seam/workspaces/get", `{}`)
}

func TestARedirectIsAnErrorAndNotFollowed(t *testing.T) {
	t.Parallel()
	for _, status := range []int{301, 302, 303, 307, 308} {
		t.Run(http.StatusText(status), func(t *testing.T) {
			t.Parallel()
			elsewhere := &script{steps: []http.HandlerFunc{accepts()}}
			target := httptest.NewServer(elsewhere)
			defer target.Close()
			client := clientOf(t, says(status, "", "Location", target.URL+"/other?token=abc"))

			err := addUser(t.Context(), client)

			failure := asError(t, err)
			if failure.Status != status || failure.Attempts != 1 {
				t.Errorf("status = %d after %d attempts", failure.Status, failure.Attempts)
			}
			if want := "the endpoint redirects to " + target.URL + "/other, which is not followed"; !strings.Contains(err.Error(), want) {
				t.Errorf("error = %v, want %q", err, want)
			}
			if len(elsewhere.saw()) != 0 {
				t.Error("the redirect was followed, with the credential")
			}
		})
	}
}

func TestARedirectToNowhereIsAnError(t *testing.T) {
	t.Parallel()
	_, err := clientOf(t, says(http.StatusFound, "")).GetWorkspace(t.Context())
	if err == nil || !strings.Contains(err.Error(), "302 Found: an empty answer: the endpoint redirects, which is not followed") {
		t.Errorf("error = %v", err)
	}
}

func TestA200ThatDoesNotSayOKIsAnErrorInDoubt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, want string }{
		"empty":          {``, `200 OK: an empty answer: the answer is not the JSON that Seam documents`},
		"HTML":           {`<html>Log in</html>`, `200 OK: an HTML page instead of a Seam API response: the answer is not the JSON`},
		"plain text":     {`fine`, `200 OK: the answer is not the JSON`},
		"a list":         {`[{"name":"Jane"}]`, `200 OK: the answer is not the JSON`},
		"another object": {`{"name":"Jane"}`, `200 OK: the answer does not say "ok": true`},
		"ok of a string": {`{"ok":"true"}`, `200 OK: the answer is not the JSON`},
		"null":           {`null`, `200 OK: the answer does not say "ok": true`},
		"ok is false":    {`{"ok":false}`, `200 OK: the answer does not say "ok": true`},
		"an error":       {`{"ok":false,"error":{"type":"some_type","message":"Some message"}}`, `200 OK: some_type: Some message: the answer does not say "ok": true`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, script := answering(t, test.body)
			err := addUser(t.Context(), client)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("error = %v, want %q", err, test.want)
			}
			if strings.Contains(err.Error(), "Jane") {
				t.Error("the error repeats what may be somebody's data")
			}
			if Outcome(err) != InDoubt || len(script.saw()) != 1 {
				t.Errorf("outcome = %s after %d requests", Outcome(err), len(script.saw()))
			}
		})
	}
}
