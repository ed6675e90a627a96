// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

// record is what an object remembers beside its state. The state has those who are in the group; a destroy has to know
// whom the object has let in, and by which name.
type record struct {
	// Declared is who was declared when the object was last applied, in the group or not.
	Declared declaration `json:"declared"`
	// Granted has the ACS users who are or may be in the group on behalf of this object without being declared by their own
	// IDs, and for each the user identity that it was added for. That is empty for somebody who was declared before and
	// could not be removed.
	Granted map[string]string `json:"granted,omitempty"`
}

func newRecord(declared declaration) record {
	return record{Declared: declared, Granted: map[string]string{}}
}

// everybody returns all whom the object has let in, or may have, each once.
func (r record) everybody(members []roster.GroupMember) []roster.GroupMember {
	everybody := r.Declared.everybody(members)
	counted, listed, byIdentity := byACSUser(everybody), byACSUser(members), labels(r.Declared.UserIdentityIDs)
	for acsUserID, userIdentityID := range r.Granted {
		if _, isCounted := counted[acsUserID]; !isCounted {
			everybody = append(everybody, listedAs(byIdentity[userIdentityID], acsUserID, listed))
		}
	}
	return everybody
}

// grant remembers which ACS users were added for which declared user identities.
func (r record) grant(people []roster.GroupMember) {
	declared := r.Declared.people()
	for _, member := range people {
		person := member.Person
		if person.ACSUserID != "" && declared.userIdentityIDs[person.UserIdentityID] {
			r.Granted[person.ACSUserID] = person.UserIdentityID
		}
	}
}

// update remembers what an update has done: whom it has added for which user identity, and who is in the group still though
// the object has given them up.
func (r record) update(changes *groupChanges, leaving leavers) {
	for _, member := range slices.Concat(changes.removed, changes.kept) {
		delete(r.Granted, member.Person.ACSUserID)
	}
	r.grant(changes.let())
	formerly := byACSUser(leaving.formerly)
	for _, failed := range changes.notRemoved {
		acsUserID := failed.member.Person.ACSUserID
		if _, wasDeclared := formerly[acsUserID]; wasDeclared && r.Granted[acsUserID] == "" {
			r.Granted[acsUserID] = ""
		}
	}
}

// seen is the record after a look at the group: the ACS users of declared user identities are those that they have now,
// and those that they had before as long as these are in the group or nobody else is there for the identity.
func (r record) seen(s *sight) record {
	next := newRecord(r.Declared)
	listed, present := byACSUser(s.members), map[string]bool{}
	declared := r.Declared.people()
	for _, member := range s.members {
		if userIdentityID := s.declaredIdentity(member.Person, declared); userIdentityID != "" {
			next.Granted[member.Person.ACSUserID] = userIdentityID
			present[userIdentityID] = true
		}
	}
	for acsUserID, userIdentityID := range r.Granted {
		_, isListed := listed[acsUserID]
		if isListed || declared.userIdentityIDs[userIdentityID] && !present[userIdentityID] {
			if _, isKnown := next.Granted[acsUserID]; !isKnown {
				next.Granted[acsUserID] = userIdentityID
			}
		}
	}
	return next
}

func byACSUser(members []roster.GroupMember) map[string]roster.GroupMember {
	byID := make(map[string]roster.GroupMember, len(members))
	for _, member := range members {
		byID[member.Person.ACSUserID] = member
	}
	return byID
}

// recordKey is where an object keeps its record in its private data.
const recordKey = "record"

type privateReader interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
}

type privateWriter interface {
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// store keeps the record in an object's private data.
func (r record) store(ctx context.Context, private privateWriter) diag.Diagnostics {
	encoded, err := json.Marshal(r)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("The record of the members cannot be written", err.Error())}
	}
	return private.SetKey(ctx, recordKey, encoded)
}

// storedRecord returns the record of an object, or what its state tells where there is none.
func storedRecord(ctx context.Context, private privateReader, state model) (record, diag.Diagnostics) {
	stored, diags := private.GetKey(ctx, recordKey)
	fromState := newRecord(state.declaration())
	if len(stored) == 0 {
		return fromState, diags
	}
	kept := newRecord(declaration{})
	if err := json.Unmarshal(stored, &kept); err != nil {
		diags.AddError("The record of the members cannot be read", err.Error())
		return fromState, diags
	}
	return kept, diags
}
