// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// members maps the name of an access group to the sorted names of its members.
type members map[string][]string

// calls maps a path of the Seam API to the number of calls that it got.
type calls map[string]int

// membersOf asks a building's fake who is in each group.
func membersOf(ctx context.Context, b fakeseam.Building, apiKey string) (members, error) {
	found := members{}
	for _, group := range b.Groups {
		body := strings.NewReader(fmt.Sprintf(`{"acs_access_group_id":%q}`, group.ID))
		request := httptest.NewRequestWithContext(ctx, http.MethodPost, "/acs/access_groups/list_users", body)
		request.Header.Set("Authorization", "Bearer "+apiKey)
		request.Header.Set("Content-Type", "application/json")
		recorder := httptest.NewRecorder()
		b.Fake.ServeHTTP(recorder, request)
		var answer struct {
			ACSUsers []struct {
				DisplayName string `json:"display_name"`
			} `json:"acs_users"`
		}
		if recorder.Code != http.StatusOK {
			return nil, fmt.Errorf("asking who is in the group %q: %d %s", group.Name, recorder.Code, recorder.Body)
		}
		if err := json.Unmarshal(recorder.Body.Bytes(), &answer); err != nil {
			return nil, fmt.Errorf("asking who is in the group %q: %w", group.Name, err)
		}
		for _, user := range answer.ACSUsers {
			found[group.Name] = append(found[group.Name], user.DisplayName)
		}
		slices.Sort(found[group.Name])
	}
	return found, nil
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

// count counts requests by their path.
func count(requests []fakeseam.Request) calls {
	counted := calls{}
	for _, request := range requests {
		counted[request.Path]++
	}
	return counted
}

// table shows the calls of all steps, one line per path.
func table(steps []step, seen []calls) string {
	header, lines := fmt.Sprintf("  %-36s", ""), map[string]string{}
	for i, step := range steps {
		header += fmt.Sprintf("%12s", step.name)
		for path := range seen[i] {
			lines[path] = fmt.Sprintf("  %-36s", path)
		}
	}
	for path := range lines {
		for _, counted := range seen {
			lines[path] += fmt.Sprintf("%12d", counted[path])
		}
	}
	text := header + "\n"
	for _, path := range slices.Sorted(maps.Keys(lines)) {
		text += lines[path] + "\n"
	}
	return text
}
