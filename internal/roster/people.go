// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package roster

import (
	"context"
	"errors"

	"github.com/seamapi/terraform-provider-seam/internal/crowd"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

// People returns the look-ups of people that the roster shares with the rest of the process.
func (r *reads) People() *crowd.People { return r.people }

// ErrOtherSystem says that an ACS user belongs to another access system than the access group.
var ErrOtherSystem = errors.New("the ACS user belongs to another access system than the access group")

// PersonExists reports whether Seam knows a person, by ACS user where the key has one, else by user identity. Many people
// cost no more than the list of the group's access system; whoever that lacks is looked up as [crowd.People] does. Errors are
// those of the Seam API, or [ErrOtherSystem].
func (r *reads) PersonExists(ctx context.Context, key Key) (bool, error) {
	acsSystemID, err := r.systemOf(ctx, key.ACSAccessGroupID)
	if err != nil {
		return false, err
	}
	if person := key.Person; person.ACSUserID != "" {
		var user *seam.ACSUser
		user, err = r.people.CurrentACSUser(ctx, acsSystemID, person.ACSUserID)
		if err == nil && user.ACSSystemID != acsSystemID {
			err = ErrOtherSystem
		}
	} else {
		err = r.people.CheckUserIdentity(ctx, person.UserIdentityID, acsSystemID)
	}
	if seam.IsNotFound(err) {
		return false, nil
	}
	return err == nil, err
}
