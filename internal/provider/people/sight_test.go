// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// sight is everybody whom Seam has at one moment, but for those on their way out: by resource type, and then by ID.
type sight map[string]map[string]shown

// shown is a user identity or an ACS user as it is once the access system has all changes.
type shown struct {
	Key          string `json:"user_identity_key"`
	FullName     string `json:"full_name"`
	EmailAddress string `json:"email_address"`
	PhoneNumber  string `json:"phone_number"`
	SystemID     string `json:"acs_system_id"`
	IdentityID   string `json:"user_identity_id"`
	UserID       string `json:"acs_user_id"`
	IsSuspended  bool   `json:"is_suspended"`
}

// pendingChange is what the access system has yet to do.
type pendingChange struct {
	Code string          `json:"mutation_code"`
	To   json.RawMessage `json:"to"`
}

// look sees everybody. No fault may be left in the fake.
func look(t *testing.T, w *providertest.World) sight {
	t.Helper()
	now := sight{providertest.UserIdentityType: {}, acsUserType: {}}
	for path, list := range map[string]string{providertest.PathListIdentities: "user_identities", providertest.PathListUsers: "acs_users"} {
		var answer map[string]json.RawMessage
		ask(t, w, path, map[string]any{"limit": 500}, &answer)
		var people []json.RawMessage
		decode(t, answer[list], &people)
		for _, encoded := range people {
			if p, isStaying := decodeShown(t, encoded); isStaying && p.UserID != "" {
				now[acsUserType][p.UserID] = p
			} else if isStaying {
				now[providertest.UserIdentityType][p.IdentityID] = p
			}
		}
	}
	return now
}

// decodeShown reads a person, with the changes that are on their way.
func decodeShown(t *testing.T, encoded json.RawMessage) (p shown, isStaying bool) {
	t.Helper()
	var also struct {
		Pending []pendingChange `json:"pending_mutations"`
	}
	decode(t, encoded, &p)
	decode(t, encoded, &also)
	isStaying = true
	for _, change := range also.Pending {
		switch change.Code {
		case "deleting":
			isStaying = false
		case "updating_user_information", "updating_suspension_state":
			decode(t, change.To, &p)
		}
	}
	return p, isStaying
}

func decode(t *testing.T, encoded []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(encoded, into); err != nil {
		t.Fatalf("%s: %v", encoded, err)
	}
}

// ask sends a request of somebody other than the provider.
func ask(t *testing.T, w *providertest.World, path string, body map[string]any, answer any) {
	t.Helper()
	encoded, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, path, strings.NewReader(string(encoded)))
	request.Header.Set("Authorization", "Bearer "+w.APIKey)
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	w.ServeHTTP(recorder, request)
	if recorder.Code == http.StatusOK && answer != nil {
		decode(t, recorder.Body.Bytes(), answer)
	} else if answer != nil {
		t.Fatalf("%s is answered with %d %s", path, recorder.Code, recorder.Body)
	}
}

// idAttribute is the attribute with the ID of a person.
func idAttribute(resourceType string) string {
	if resourceType == acsUserType {
		return "acs_user_id"
	}
	return "user_identity_id"
}
