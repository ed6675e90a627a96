// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// declaredKey is where private data has the user identity that was applied, once Read has found that the ACS user belongs to
// another one. The state then has the other one, for the plan to show. A destroy removes both people from the group.
const declaredKey = "declared_user_identity_id"

// privateReader and privateWriter are the private data of a resource.
type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// declaredPerson is the person whom the object has to answer for: the ACS user of the state, and the user identity that was
// applied.
func declaredPerson(ctx context.Context, private privateReader, state model) (roster.Person, diag.Diagnostics) {
	person := state.person()
	stored, diags := private.GetKey(ctx, declaredKey)
	if len(stored) == 0 {
		return person, diags
	}
	userIdentityID, err := strconv.Unquote(string(stored))
	if err != nil {
		diags.AddError("The state cannot be read", fmt.Sprintf("%s\n\nThe private data of this object is damaged: %s is %q.",
			state.subject(), declaredKey, stored))
		return person, diags
	}
	person.UserIdentityID = userIdentityID
	return person, diags
}

// rememberDeclared keeps the user identity that was applied.
func rememberDeclared(ctx context.Context, private privateWriter, userIdentityID string) diag.Diagnostics {
	// Private data has to be JSON, which a quoted ID is.
	return private.SetKey(ctx, declaredKey, []byte(strconv.Quote(userIdentityID)))
}

// forgetDeclared follows an apply: what is in the state is what was applied. Private data of a replaced object, which Terraform
// hands to its successor, is about the predecessor. To store nothing keeps the state small: Terraform writes all of it after each
// object.
func forgetDeclared(ctx context.Context, private privateWriter) diag.Diagnostics {
	return private.SetKey(ctx, declaredKey, nil)
}
