// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// declaration is who is declared to be in an access group, by ACS user ID and by user identity ID.
type declaration struct {
	acsUserIDs      map[string]bool
	userIdentityIDs map[string]bool
}

func newDeclaration(acsUserIDs, userIdentityIDs []string) declaration {
	d := declaration{acsUserIDs: map[string]bool{}, userIdentityIDs: map[string]bool{}}
	for _, id := range acsUserIDs {
		d.acsUserIDs[id] = true
	}
	for _, id := range userIdentityIDs {
		d.userIdentityIDs[id] = true
	}
	return d
}

// has reports whether a person is declared by either ID.
func (d declaration) has(person roster.Person) bool {
	return d.acsUserIDs[person.ACSUserID] || d.userIdentityIDs[person.UserIdentityID]
}

// everybody returns all who are declared: those among the members as they are, and the others as absent. A member who is
// declared by both IDs is returned once.
func (d declaration) everybody(members []roster.GroupMember) []roster.GroupMember {
	var everybody []roster.GroupMember
	found := newDeclaration(nil, nil)
	for _, member := range members {
		if d.has(member.Person) {
			everybody = append(everybody, member)
			found.add(member.Person)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(d.acsUserIDs)) {
		if !found.acsUserIDs[id] {
			everybody = append(everybody, absent(roster.Person{ACSUserID: id}))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(d.userIdentityIDs)) {
		if !found.userIdentityIDs[id] {
			everybody = append(everybody, absent(roster.Person{UserIdentityID: id}))
		}
	}
	return everybody
}

func absent(person roster.Person) roster.GroupMember {
	return roster.GroupMember{Membership: roster.Membership{Person: person, Standing: roster.Absent}}
}

// isComplete reports whether everybody who is declared is among the members.
func (d declaration) isComplete(members []roster.GroupMember) bool {
	found := newDeclaration(nil, nil)
	for _, member := range members {
		found.add(member.Person)
	}
	return containsAll(found.acsUserIDs, d.acsUserIDs) && containsAll(found.userIdentityIDs, d.userIdentityIDs)
}

func containsAll(set, subset map[string]bool) bool {
	for id := range subset {
		if !set[id] {
			return false
		}
	}
	return true
}

// others returns the members who are not declared.
func (d declaration) others(members []roster.GroupMember) []roster.GroupMember {
	return slices.DeleteFunc(slices.Clone(members), func(member roster.GroupMember) bool { return d.has(member.Person) })
}

// with returns the declaration together with those of the people who are declared by another one, by the other one's IDs.
func (d declaration) with(people []failedChange, declared declaration) declaration {
	both := newDeclaration(slices.Collect(maps.Keys(d.acsUserIDs)), slices.Collect(maps.Keys(d.userIdentityIDs)))
	for _, failed := range people {
		person := failed.member.Person
		if declared.acsUserIDs[person.ACSUserID] {
			both.add(roster.Person{ACSUserID: person.ACSUserID})
		}
		if declared.userIdentityIDs[person.UserIdentityID] {
			both.add(roster.Person{UserIdentityID: person.UserIdentityID})
		}
	}
	return both
}

func (d declaration) add(person roster.Person) {
	if person.ACSUserID != "" {
		d.acsUserIDs[person.ACSUserID] = true
	}
	if person.UserIdentityID != "" {
		d.userIdentityIDs[person.UserIdentityID] = true
	}
}

// The keys in an object's private data of who was declared when it was last applied. The state only has those who are in the
// group, but a destroy has to remove everybody who was declared.
const (
	acsUserIDsKey      = "acs_user_ids"
	userIdentityIDsKey = "user_identity_ids"
)

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// store writes the declaration to an object's private data. That has to be JSON, which a quoted string of IDs is.
func (d declaration) store(ctx context.Context, private privateWriter) diag.Diagnostics {
	var diags diag.Diagnostics
	for key, ids := range map[string]map[string]bool{acsUserIDsKey: d.acsUserIDs, userIdentityIDsKey: d.userIdentityIDs} {
		sorted := slices.Sorted(maps.Keys(ids))
		diags.Append(private.SetKey(ctx, key, []byte(strconv.Quote(strings.Join(sorted, " "))))...)
	}
	return diags
}

// storedDeclaration returns who was declared when an object was last applied. Without private data, that is
// everybody whom the state has.
func storedDeclaration(ctx context.Context, private privateReader, state model) (declaration, diag.Diagnostics) {
	acsUserIDs, isStored, diags := storedIDs(ctx, private, acsUserIDsKey)
	userIdentityIDs, _, otherDiags := storedIDs(ctx, private, userIdentityIDsKey)
	diags.Append(otherDiags...)
	if !isStored {
		return state.declaration(), diags
	}
	return newDeclaration(acsUserIDs, userIdentityIDs), diags
}

func storedIDs(ctx context.Context, private privateReader, key string) (ids []string, isStored bool, diags diag.Diagnostics) {
	kept, diags := private.GetKey(ctx, key)
	joined, err := strconv.Unquote(string(kept))
	return strings.Fields(joined), err == nil, diags
}
