// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// doors maps the name of an entrance to the sorted names of those who can open it.
type doors map[string][]string

// calls maps a path of the Seam API to the number of calls that it got.
type calls map[string]int

// doorsOf asks a building's fake which entrances each ACS user can open.
func doorsOf(ctx context.Context, b fakeseam.Building, apiKey string) (doors, error) {
	var listed struct {
		ACSUsers []struct {
			ACSUserID   string `json:"acs_user_id"`
			DisplayName string `json:"display_name"`
		} `json:"acs_users"`
	}
	if err := ask(ctx, b, apiKey, "/acs/users/list", map[string]string{"acs_system_id": b.System.ID}, &listed); err != nil {
		return nil, err
	}
	opened := doors{}
	for _, user := range listed.ACSUsers {
		var found struct {
			ACSEntrances []struct {
				DisplayName string `json:"display_name"`
			} `json:"acs_entrances"`
		}
		if err := ask(ctx, b, apiKey, "/acs/users/list_accessible_entrances", map[string]string{"acs_user_id": user.ACSUserID}, &found); err != nil {
			return nil, err
		}
		for _, entrance := range found.ACSEntrances {
			opened[entrance.DisplayName] = append(opened[entrance.DisplayName], user.DisplayName)
		}
	}
	for _, people := range opened {
		slices.Sort(people)
	}
	return opened, nil
}

// ask asks a building's fake something, as the owner of the API key.
func ask(ctx context.Context, b fakeseam.Building, apiKey, path string, question map[string]string, answer any) error {
	body, err := json.Marshal(question)
	if err != nil {
		return err
	}
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, path, strings.NewReader(string(body)))
	request.Header.Set("Authorization", "Bearer "+apiKey)
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	b.Fake.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusOK {
		return fmt.Errorf("asking %s: %d %s", path, recorder.Code, recorder.Body)
	}
	if err := json.Unmarshal(recorder.Body.Bytes(), answer); err != nil {
		return fmt.Errorf("asking %s: %w", path, err)
	}
	return nil
}

func names(objects []fakeseam.Named) []string {
	var names []string
	for _, object := range objects {
		names = append(names, object.Name)
	}
	return names
}

func people(names []string) string {
	if len(names) == 0 {
		return "nobody"
	}
	return strings.Join(names, ", ")
}

// changesIn counts the requests that change something, by their path.
func changesIn(requests []fakeseam.Request) calls {
	counted := calls{}
	for _, request := range requests {
		switch verb := request.Path[strings.LastIndexByte(request.Path, '/')+1:]; verb {
		case "get", "list", "list_users", "list_accessible_entrances":
		default:
			counted[request.Path]++
		}
	}
	return counted
}
