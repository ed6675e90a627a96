// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package seam

import (
	"encoding/json"
	"testing"
	"time"
)

func TestIssue(t *testing.T) {
	t.Parallel()
	for wire, want := range map[string]Issue{
		`{"error_code":"deleted_externally","message":"Gone.","created_at":"2030-01-02T03:04:05Z"}`: {
			Code: "deleted_externally", Message: "Gone.", CreatedAt: time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC)},
		`{"warning_code":"being_deleted","created_at":"yesterday"}`: {Code: "being_deleted"},
		`{"brand_new":true}`: {},
	} {
		t.Run(wire, func(t *testing.T) {
			t.Parallel()
			var got Issue
			if err := json.Unmarshal([]byte(wire), &got); err != nil || got != want {
				t.Errorf("got %+v, %v; want %+v", got, err, want)
			}
		})
	}
}
