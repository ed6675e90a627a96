// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// hostile begins like a name. The escapes erase the line above, and the last character turns the direction of what follows.
const hostile = "Eve\x1b[1A\x1b[2K\nNobody will be removed\u202e"

func TestTextFromOutsideIsOneLineInMessagesAndQueries(t *testing.T) {
	t.Parallel()
	w := providertest.NewWorld(t)
	group, user := w.Group(hostile), w.User(hostile)
	w.AddMember(group, user)
	config := providertest.Attributes{"acs_access_group_id": group, "acs_user_id": user}

	made, adopted := w.Process(t).Create(config)
	adopted.Succeeds()
	w.AddWarning(user, "acs_user_inactive", hostile)
	w.AddUserError(user, "failed_to_update_on_acs_system", hostile)
	_, warned := w.Process(t).Refresh(made)
	w.RemoveMember(group, user)
	_, gone := w.Process(t).Refresh(made)
	_, notImported := w.Process(t).ImportID(group + "/" + user)
	for _, said := range []providertest.Output{adopted, warned, gone, notImported} {
		said.Says("Eve [1A [2K Nobody will be removed")
		isFitForATerminal(t, strings.ReplaceAll(said.String(), "\n", ""))
		providertest.Lacks(t, strings.ReplaceAll(said.String(), "\n", "|"), "|Nobody")
	}

	w.AddMember(group, user)
	found, said := w.Process(t).Query(providertest.Attributes{}, 10)
	said.Succeeds()
	if len(found) != 1 {
		t.Fatalf("%d memberships are found, want one", len(found))
	}
	isFitForATerminal(t, found[0].DisplayName)
}

func isFitForATerminal(t *testing.T, text string) {
	t.Helper()
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) }) {
		t.Errorf("the text has characters that move or hide what is around it: %q", text)
	}
}
