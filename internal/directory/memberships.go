// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/par"
	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// MembershipFilter says whose memberships are meant, by at most one of its fields. Without any, it is everybody's.
type MembershipFilter struct {
	ACSAccessGroupID string
	ACSSystemID      string
	ACSUserID        string
	UserIdentityID   string
}

// NamedMembership is a membership that Seam has or is about to have, with its access group and its ACS user.
type NamedMembership struct {
	Group *seam.ACSAccessGroup
	User  *seam.ACSUser
}

// GroupName is what a person calls the access group.
func (m NamedMembership) GroupName() string {
	return groupName(m.Group)
}

// UserName is what a person calls the ACS user.
func (m NamedMembership) UserName() string {
	return cmp.Or(m.User.DisplayName, m.User.FullName, m.User.EmailAddress, m.User.PhoneNumber, "ACS user "+m.User.ACSUserID)
}

func groupName(group *seam.ACSAccessGroup) string {
	return cmp.Or(group.Name, group.DisplayName, "access group "+group.ACSAccessGroupID)
}

// Memberships returns the present memberships that the filter names, by the names of the access group and of the user, and
// where these are the same, by their IDs. No more than limit are returned; access groups that come after those are not
// asked for. Errors are those of the Seam API; an ID that Seam does not know satisfies [seam.IsNotFound].
func (d *Directory) Memberships(ctx context.Context, filter MembershipFilter, limit int) ([]NamedMembership, error) {
	memberships, err := d.membershipsOf(ctx, filter, limit)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(memberships, func(a, b NamedMembership) int {
		return cmp.Or(compareGroups(a.Group, b.Group), compareNames(a.UserName(), b.UserName()), cmp.Compare(a.User.ACSUserID, b.User.ACSUserID))
	})
	return memberships[:min(limit, len(memberships))], nil
}

func compareGroups(a, b *seam.ACSAccessGroup) int {
	return cmp.Or(compareNames(groupName(a), groupName(b)), cmp.Compare(a.ACSAccessGroupID, b.ACSAccessGroupID))
}

// compareNames orders names in any case.
func compareNames(a, b string) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
}

func (d *Directory) membershipsOf(ctx context.Context, filter MembershipFilter, limit int) ([]NamedMembership, error) {
	switch {
	case filter.ACSUserID != "":
		user, err := d.ACSUser(ctx, filter.ACSUserID)
		if err != nil {
			return nil, err
		}
		return d.membershipsOfUser(ctx, user)
	case filter.UserIdentityID != "":
		return d.membershipsOfIdentity(ctx, filter.UserIdentityID)
	case filter.ACSAccessGroupID != "":
		group, err := d.ACSAccessGroup(ctx, filter.ACSAccessGroupID)
		if err != nil {
			return nil, err
		}
		return d.membershipsOfGroup(ctx, group)
	default:
		return d.membershipsOfSystem(ctx, filter.ACSSystemID, limit)
	}
}

// membershipsOfSystem lists the groups of an access system, or of all, in the order of the result, until the limit is
// reached.
func (d *Directory) membershipsOfSystem(ctx context.Context, acsSystemID string, limit int) ([]NamedMembership, error) {
	answer, err := d.ACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSSystemID: acsSystemID})
	if err != nil {
		return nil, err
	}
	if len(answer) == 0 && acsSystemID != "" {
		// An access system that does not exist has no groups either.
		_, err := d.ACSSystem(ctx, acsSystemID)
		return nil, err
	}
	groups := slices.Clone(answer)
	slices.SortFunc(groups, func(a, b seam.ACSAccessGroup) int { return compareGroups(&a, &b) })

	var memberships []NamedMembership
	for some := range slices.Chunk(groups, par.AtATime) {
		found, err := d.membershipsOfGroups(ctx, some)
		if err != nil {
			return nil, err
		}
		memberships = append(memberships, found...)
		if len(memberships) >= limit {
			break
		}
	}
	return memberships, nil
}

// listedGroup is an access group and whom it lists.
type listedGroup struct {
	group  *seam.ACSAccessGroup
	users  []seam.ACSUser
	isGone bool
}

// membershipsOfGroups lists the groups at the same time. One that was deleted meanwhile has no memberships.
func (d *Directory) membershipsOfGroups(ctx context.Context, groups []seam.ACSAccessGroup) ([]NamedMembership, error) {
	lists := make([]*listedGroup, len(groups))
	for i := range groups {
		lists[i] = &listedGroup{group: &groups[i]}
	}
	err := par.Each(ctx, par.NewTurns(par.AtATime), lists, func(ctx context.Context, list *listedGroup) (err error) {
		list.users, err = d.MembersOfACSAccessGroup(ctx, list.group.ACSAccessGroupID)
		if seam.IsNotFound(err) {
			list.isGone, err = true, nil
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return d.membershipsIn(ctx, slices.DeleteFunc(lists, func(list *listedGroup) bool { return list.isGone }))
}

func (d *Directory) membershipsOfGroup(ctx context.Context, group *seam.ACSAccessGroup) ([]NamedMembership, error) {
	users, err := d.MembersOfACSAccessGroup(ctx, group.ACSAccessGroupID)
	if err != nil {
		return nil, err
	}
	return d.membershipsIn(ctx, []*listedGroup{{group: group, users: users}})
}

// membershipsIn returns the memberships of everybody whom the groups list, and of those who are about to join. All of
// these are asked for, whatever the limit: which of them come first is known by their names.
func (d *Directory) membershipsIn(ctx context.Context, groups []*listedGroup) ([]NamedMembership, error) {
	lists := make([]roster.ListedGroup, len(groups))
	for i, group := range groups {
		lists[i] = roster.ListedGroup{Group: group.group, Lists: group.lists()}
	}
	joiners, err := d.members.JoinersOf(ctx, lists)
	if err != nil {
		return nil, err
	}
	var memberships []NamedMembership
	for i, group := range groups {
		pending := roster.ChangesOf(group.group)
		for j := range group.users {
			if pending.Standing(&group.users[j], true).Present() {
				memberships = append(memberships, NamedMembership{Group: group.group, User: &group.users[j]})
			}
		}
		for _, user := range joiners[i] {
			memberships = append(memberships, NamedMembership{Group: group.group, User: user})
		}
	}
	return memberships, nil
}

// lists returns a function that reports whether the group lists an ACS user.
func (g *listedGroup) lists() func(acsUserID string) bool {
	isListed := make(map[string]bool, len(g.users))
	for i := range g.users {
		isListed[g.users[i].ACSUserID] = true
	}
	return func(acsUserID string) bool { return isListed[acsUserID] }
}

// membershipsOfIdentity returns the memberships of the ACS users that a user identity has.
func (d *Directory) membershipsOfIdentity(ctx context.Context, userIdentityID string) ([]NamedMembership, error) {
	users, err := d.ACSUsers(ctx, seam.ACSUserFilter{UserIdentityID: userIdentityID})
	if err != nil {
		return nil, err
	}
	if len(users) == 0 {
		// A user identity that does not exist has no ACS users either.
		_, err := d.UserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: userIdentityID})
		return nil, err
	}
	var memberships []NamedMembership
	for i := range users {
		found, err := d.membershipsOfUser(ctx, &users[i])
		if err != nil {
			return nil, err
		}
		memberships = append(memberships, found...)
	}
	return memberships, nil
}

// membershipsOfUser returns the memberships in the groups that list an ACS user, and in those that the user is about to
// join.
func (d *Directory) membershipsOfUser(ctx context.Context, user *seam.ACSUser) ([]NamedMembership, error) {
	groups, err := d.ACSAccessGroups(ctx, seam.ACSAccessGroupFilter{ACSUserID: user.ACSUserID})
	if err != nil {
		return nil, err
	}
	var memberships []NamedMembership
	isListed := make(map[string]bool, len(groups))
	for i := range groups {
		isListed[groups[i].ACSAccessGroupID] = true
		memberships = appendPresent(memberships, &groups[i], user, true)
	}
	for _, mutation := range user.PendingMutations {
		acsAccessGroupID := cmp.Or(mutation.ToACSAccessGroupID, mutation.ACSAccessGroupID)
		if acsAccessGroupID == "" || isListed[acsAccessGroupID] {
			continue
		}
		isListed[acsAccessGroupID] = true
		group, err := d.ACSAccessGroup(ctx, acsAccessGroupID)
		if err != nil && !seam.IsNotFound(err) {
			return nil, err
		}
		if err == nil {
			memberships = appendPresent(memberships, group, user, false)
		}
	}
	return memberships, nil
}

// appendPresent appends the membership if Seam has it or is about to.
func appendPresent(memberships []NamedMembership, group *seam.ACSAccessGroup, user *seam.ACSUser, isListed bool) []NamedMembership {
	if !roster.ChangesOf(group).Standing(user, isListed).Present() {
		return memberships
	}
	return append(memberships, NamedMembership{Group: group, User: user})
}
