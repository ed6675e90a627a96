// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// byName has the ACS user IDs of members under the names that Seam shows. Whoever shares a name, or has none, has the ID in
// it, so that nobody is left out.
func byName(members []roster.GroupMember) map[string]string {
	inOrder := slices.SortedFunc(slices.Values(members), func(a, b roster.GroupMember) int {
		return cmp.Compare(a.Person.ACSUserID, b.Person.ACSUserID)
	})
	bearers := map[string]int{}
	for _, member := range inOrder {
		bearers[shownName(member)]++
	}
	named := make(map[string]string, len(inOrder))
	for _, member := range inOrder {
		name := shownName(member)
		if bearers[name] > 1 || name == "" {
			name = strings.TrimSpace(fmt.Sprintf("%s (%s)", name, member.Person.ACSUserID))
			// Somebody may be called just that.
			for bearers[name] > 0 {
				name = fmt.Sprintf("%s (%s)", name, member.Person.ACSUserID)
			}
		}
		named[name] = member.Person.ACSUserID
	}
	return named
}

// shownName is a member's name as Terraform keeps it: it writes every string in NFC, where two spellings of one name are
// the same key.
func shownName(member roster.GroupMember) string {
	return norm.NFC.String(seam.OneLine(member.DisplayName))
}

// nameList has a line for each of the members, in the order of their names. Terraform wraps no line that is indented.
func nameList(members []roster.GroupMember) string {
	lines := make([]string, len(members))
	for i, member := range members {
		lines[i] = "  " + nameOf(member)
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func nameOf(member roster.GroupMember) string {
	id := member.Person.ACSUserID
	if id == "" {
		id = "user identity " + member.Person.UserIdentityID
	}
	if name := seam.OneLine(member.DisplayName); name != "" {
		return fmt.Sprintf("%s (%s)", name, id)
	}
	return id
}
