// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

// live runs "make test-live" with Seam's fake in place of Seam.
func live(t *testing.T, url string) (output string, succeeded bool) {
	t.Helper()
	command := exec.CommandContext(t.Context(), "make", "-C", "../..", "test-live")
	command.Env = append(os.Environ(), "SEAM_ENDPOINT="+url, "SEAM_API_KEY="+siteKey)
	printed, err := command.CombinedOutput()
	t.Logf("make test-live:\n%s", printed)
	return string(printed), err == nil
}

// memberships is everything that Seam's fake has in its access groups.
func memberships(t *testing.T, url string, b fakeseam.Building) string {
	t.Helper()
	var all bytes.Buffer
	for _, group := range b.Groups {
		listed := send(t, url, exchange{path: "/acs/access_groups/list_users", body: fields("acs_access_group_id", group.ID)}, siteKey)
		fmt.Fprintf(&all, "%s: %s\n", group.Name, listed.body)
	}
	return all.String()
}

func TestLiveCheckRunsThroughAndLeavesEverythingAsItWas(t *testing.T) {
	t.Parallel()
	b := fakeseam.NewBuilding()
	for name, members := range map[string][]fakeseam.Named{"nobody is a member": nil, "one is a member": b.Users[:1]} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			url := servePassThrough(t, contentOf(b, siteKey, true))
			for _, group := range b.Groups {
				for _, user := range members {
					send(t, url, exchange{path: pathAdd, body: fields("acs_access_group_id", group.ID, "acs_user_id", user.ID)}, siteKey)
				}
			}
			before := memberships(t, url, b)
			output, succeeded := live(t, url)
			if !succeeded {
				t.Error("it failed")
			}
			for _, part := range []string{"| Adding a member again | 200 |", "| Is a new member listed at once? | yes |", "| Adding an unknown user | 404 `acs_user_not_found` |"} {
				if !strings.Contains(output, part) {
					t.Errorf("it does not say %q", part)
				}
			}
			if after := memberships(t, url, b); after != before {
				t.Errorf("it left\n%s\nof\n%s", after, before)
			}
		})
	}
}

func TestLiveCheckLeavesMembersAlone(t *testing.T) {
	t.Parallel()
	b := fakeseam.NewBuilding()
	url := servePassThrough(t, contentOf(b, siteKey, true))
	for _, group := range b.Groups {
		for _, user := range b.Users {
			send(t, url, exchange{path: pathAdd, body: fields("acs_access_group_id", group.ID, "acs_user_id", user.ID)}, siteKey)
		}
	}
	before := memberships(t, url, b)
	output, succeeded := live(t, url)
	if succeeded || !strings.Contains(output, "who is not in it") {
		t.Errorf("it succeeded: %t", succeeded)
	}
	if after := memberships(t, url, b); after != before {
		t.Errorf("it left\n%s\nof\n%s", after, before)
	}
}

func TestLiveCheckRefusesAWorkspaceThatIsNotASandbox(t *testing.T) {
	t.Parallel()
	b := fakeseam.NewBuilding()
	url := servePassThrough(t, contentOf(b, siteKey, false))
	before := memberships(t, url, b)
	output, succeeded := live(t, url)
	if succeeded || !strings.Contains(output, "is_sandbox is false") {
		t.Errorf("it succeeded: %t", succeeded)
	}
	if after := memberships(t, url, b); after != before {
		t.Errorf("it left\n%s\nof\n%s", after, before)
	}
}
