// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package providertest

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The resources that tests configure.
const (
	MembershipType   = "seam_acs_access_group_membership"
	MembersType      = "seam_acs_access_group_members"
	UserIdentityType = "seam_user_identity"
)

// CreateBeforeDestroy is a line for a resource block.
const CreateBeforeDestroy = "lifecycle { create_before_destroy = true }"

// ProviderBlock is a provider block with these lines and nothing else in it.
func ProviderBlock(lines ...string) string {
	return "provider \"seam\" {\n  " + strings.Join(lines, "\n  ") + "\n}\n"
}

// ProviderBlock is a provider block for the world, with further lines in it.
func (w *World) ProviderBlock(lines ...string) string {
	return ProviderBlock(append([]string{Line("endpoint", w.URL), Line("api_key", w.APIKey)}, lines...)...)
}

// Config is a provider block for the world, and blocks below it.
func (w *World) Config(blocks ...string) string {
	return w.ProviderBlock() + strings.Join(blocks, "\n")
}

// ImpatientConfig is Config with a provider that sends nothing twice and waits a second for an answer.
func (w *World) ImpatientConfig(blocks ...string) string {
	return w.ProviderBlock("max_retries = 0", `request_timeout = "1s"`) + strings.Join(blocks, "\n")
}

// Membership is a resource block with a membership by ACS user, and further lines in it.
func Membership(name, group, user string, lines ...string) string {
	return MembershipBlock(name, group, Line("acs_user_id", user), lines...)
}

// IdentityMembership is a resource block with a membership by user identity.
func IdentityMembership(name, group, identity string) string {
	return MembershipBlock(name, group, Line("user_identity_id", identity))
}

// MembershipBlock is a resource block with a membership whose person a line of its own names.
func MembershipBlock(name, group, person string, lines ...string) string {
	return resourceBlock(MembershipType, name, group, append([]string{person}, lines...))
}

// Members is a resource block named all, with the members of a group by ACS user and further lines in it.
func Members(group string, users map[string]string, lines ...string) string {
	return MembersBlock("all", group, append([]string{"acs_user_ids = " + Map(users)}, lines...)...)
}

// MembersBlock is a resource block with the members of a group, who are among the lines.
func MembersBlock(name, group string, lines ...string) string {
	return resourceBlock(MembersType, name, group, lines)
}

func resourceBlock(resourceType, name, group string, lines []string) string {
	return fmt.Sprintf("resource %q %q {\n  acs_access_group_id = %q\n  %s\n}\n", resourceType, name, group, strings.Join(lines, "\n  "))
}

// MembershipAddress is where a membership block stands in the state.
func MembershipAddress(name string) string {
	return MembershipType + "." + name
}

// Import is an import block by ID, with further lines in it.
func Import(address, id string, lines ...string) string {
	return fmt.Sprintf("import {\n  to = %s\n  id = %q\n  %s\n}\n", address, id, strings.Join(lines, "\n  "))
}

// ImportByIdentity is an import block by the identity of a membership, with further lines in it.
func ImportByIdentity(address, group, user string, lines ...string) string {
	return fmt.Sprintf("import {\n  to = %s\n  identity = {\n    acs_access_group_id = %q\n    acs_user_id = %q\n  }\n  %s\n}\n",
		address, group, user, strings.Join(lines, "\n  "))
}

// Line sets an attribute to a string.
func Line(attribute, value string) string {
	return fmt.Sprintf("%s = %q", attribute, value)
}

// Map is a map of strings.
func Map(elements map[string]string) string {
	var lines []string
	for _, key := range slices.Sorted(maps.Keys(elements)) {
		lines = append(lines, fmt.Sprintf("%q = %q", key, elements[key]))
	}
	return "{ " + strings.Join(lines, ", ") + " }"
}

// List is a list of strings.
func List(elements []string) string {
	quoted := make([]string, len(elements))
	for i, element := range elements {
		quoted[i] = strconv.Quote(element)
	}
	return "[" + strings.Join(quoted, ", ") + "]"
}
