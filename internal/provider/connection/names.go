// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"cmp"
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Names are what people call the two ends of a membership, fit for a terminal. One that Seam does not say is empty.
type Names struct {
	Group  string
	Person string
}

// Names asks what people call the two ends of a membership, for a message. It costs one request for all groups and one for
// each person, once per process, and an error costs no more than the name.
func (c *Connection) Names(ctx context.Context, key roster.Key) Names {
	return Names{
		Group:  seam.OneLine(c.groupName(ctx, key.ACSAccessGroupID)),
		Person: seam.OneLine(c.personName(ctx, key.Person)),
	}
}

func (c *Connection) groupName(ctx context.Context, acsAccessGroupID string) string {
	return c.namesOfGroups(ctx)[acsAccessGroupID]
}

// namesOfGroups has the names of all access groups by ID, or nothing where Seam does not say them.
func (c *Connection) namesOfGroups(ctx context.Context) map[string]string {
	names, err := c.groupNames.Get(ctx, struct{}{}, func(ctx context.Context) (map[string]string, error) {
		groups, err := c.Directory.ACSAccessGroups(ctx, seam.ACSAccessGroupFilter{})
		names := make(map[string]string, len(groups))
		for i := range groups {
			names[groups[i].ACSAccessGroupID] = cmp.Or(groups[i].DisplayName, groups[i].Name)
		}
		return names, err
	})
	if err != nil {
		return nil
	}
	return names
}

func (c *Connection) personName(ctx context.Context, person roster.Person) string {
	if person.ACSUserID != "" {
		user, err := c.ACSUser(ctx, person.ACSUserID)
		if err != nil {
			return ""
		}
		return user.DisplayName
	}
	identity, err := c.Directory.UserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: person.UserIdentityID})
	if err != nil {
		return ""
	}
	return cmp.Or(identity.DisplayName, identity.FullName, identity.EmailAddress)
}

// ACSUser asks for an ACS user, once per process. One that Seam does not know satisfies [seam.IsNotFound], and is not asked
// for again either; the other errors are those of the Seam API.
func (c *Connection) ACSUser(ctx context.Context, acsUserID string) (*seam.ACSUser, error) {
	answer, err := c.users.Get(ctx, acsUserID, func(ctx context.Context) (userAnswer, error) {
		user, err := c.Directory.ACSUser(ctx, acsUserID)
		if seam.IsNotFound(err) {
			return userAnswer{unknown: err}, nil
		}
		return userAnswer{user: user}, err
	})
	if err != nil {
		return nil, err
	}
	return answer.user, answer.unknown
}

// userAnswer is an ACS user, or Seam's answer that there is none.
type userAnswer struct {
	user    *seam.ACSUser
	unknown error
}

// Named is an ID in a message, behind the name where there is one.
func Named(name, id string) string {
	if name == "" {
		return id
	}
	return name + " (" + id + ")"
}
