// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import (
	"context"

	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// Kind is what an ID belongs to, with its article for a message. It is empty where Seam knows no such ID.
type Kind string

// The kinds of IDs that a membership has, which are easily mistaken for one another.
const (
	AnACSUser     Kind = "an ACS user"
	AUserIdentity Kind = "a user identity"
	AnAccessGroup Kind = "an access group"
)

// Attribute is the attribute that takes an ID of this kind.
func (k Kind) Attribute() string {
	switch k {
	case AnACSUser:
		return "acs_user_id"
	case AUserIdentity:
		return "user_identity_id"
	case AnAccessGroup:
		return "acs_access_group_id"
	default:
		return ""
	}
}

// DataSource is a sentence, without its full stop, about the data source that finds IDs of this kind.
func (k Kind) DataSource() string {
	switch k {
	case AnACSUser:
		return "The seam_acs_user data source finds the ID of an ACS user by email address or name"
	case AUserIdentity:
		return "The seam_user_identity data source finds the ID of a user identity by key or email address"
	case AnAccessGroup:
		return "The seam_acs_access_group data source finds the ID of an access group by name"
	default:
		return ""
	}
}

// KindOf asks what an ID belongs to, for a message about one that is not what it should be. It costs at most a request for
// each kind, and an error costs no more than the answer.
func (c *Connection) KindOf(ctx context.Context, id string) Kind {
	if _, err := c.ACSUser(ctx, id); err == nil {
		return AnACSUser
	}
	if _, err := c.Directory.UserIdentity(ctx, seam.UserIdentitySelector{UserIdentityID: id}); err == nil {
		return AUserIdentity
	}
	if _, isGroup := c.namesOfGroups(ctx)[id]; isGroup {
		return AnAccessGroup
	}
	return ""
}
