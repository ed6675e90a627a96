// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people_test

import (
	"cmp"
	"strings"

	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// check checks what a run has left behind.
func (r *walkRun) check() {
	r.t.Helper()
	now := look(r.t, r.World)
	for _, resourceType := range []string{providertest.UserIdentityType, acsUserType} {
		r.checkKept(now, resourceType)
		r.checkCreated(now, resourceType)
	}
	for _, o := range r.done {
		r.checkDone(o, now)
	}
	if r.t.Failed() {
		r.Violated("the protocol was violated")
	}
}

// checkKept checks that nobody was deleted or changed whom the run was not to delete or change.
func (r *walkRun) checkKept(now sight, resourceType string) {
	r.t.Helper()
	for id, before := range r.before[resourceType] {
		after, isThere := now[resourceType][id]
		// Whom an identity is linked to may follow from what happens to others.
		after.IdentityID = before.IdentityID
		switch {
		case !isThere && !r.doomed[id]:
			r.Violated("%s was deleted, whom no object that was destroyed is: %+v", id, before)
		case isThere && after != before && !r.touched[id]:
			r.Violated("%s was changed, whom no object that was changed is: %+v, was %+v", id, after, before)
		}
	}
}

// checkCreated checks that whoever was created is tracked, or told to be in doubt, and was not there before.
func (r *walkRun) checkCreated(now sight, resourceType string) {
	r.t.Helper()
	for id, person := range now[resourceType] {
		if _, wasThere := r.before[resourceType][id]; wasThere || r.isTracked(id) {
			r.checkOnce(id, person, now)
			continue
		}
		name := r.doubtfulAs(person, resourceType)
		switch {
		case name != "":
			r.inDoubt[name] = person.EmailAddress == "" && person.PhoneNumber == "" && resourceType == acsUserType
			delete(r.doubtful, name)
		case person.UserID != "" && person.IdentityID != "" && len(r.RequestsTo(providertest.PathAddIdentity)) > 0:
			// Seam makes an ACS user for a member whom an access group names by user identity.
		default:
			r.Violated("%s was created, and no state tracks them: %+v", id, person)
		}
	}
}

func (r *walkRun) isTracked(id string) bool {
	for _, o := range r.objects {
		if o.isPerson() && o.id() == id {
			return true
		}
	}
	return false
}

// doubtfulAs is the block of a create in doubt that may have made a person, or "".
func (r *walkRun) doubtfulAs(p shown, resourceType string) string {
	for name, wanted := range r.doubtful {
		text := func(attribute string) string { value, _ := wanted[attribute].(string); return value }
		isType := (text("acs_system_id") != "") == (resourceType == acsUserType)
		if isType && text("full_name") == p.FullName && text("email_address") == p.EmailAddress && text("acs_system_id") == p.SystemID {
			return name
		}
	}
	return ""
}

// checkOnce checks that somebody whom the run has created was not there before.
func (r *walkRun) checkOnce(id string, person shown, now sight) {
	r.t.Helper()
	if !r.made[id] {
		return
	}
	resourceType := providertest.UserIdentityType
	if person.UserID != "" {
		resourceType = acsUserType
	}
	for otherID, before := range r.before[resourceType] {
		other, isThere := now[resourceType][otherID]
		if !isThere || otherID == id || other != before || other.SystemID != person.SystemID {
			continue
		}
		isSame := func(a, b string) bool { return a != "" && strings.EqualFold(a, b) }
		if isSame(person.EmailAddress, other.EmailAddress) || isSame(person.PhoneNumber, other.PhoneNumber) || isSame(person.Key, other.Key) {
			r.Violated("%s was created, and is there twice: %+v and %+v", id, person, other)
		}
	}
}

// checkDone checks that what was said to be done is done.
func (r *walkRun) checkDone(o outcome, now sight) {
	r.t.Helper()
	switch {
	case o.resourceType == providertest.MembershipType:
	case o.result == nil:
		r.checkDestroyed(o, now)
	default:
		r.checkApplied(o, now)
	}
}

func (r *walkRun) checkDestroyed(o outcome, now sight) {
	r.t.Helper()
	left, isThere := now[o.resourceType][o.object.id()]
	isKept := o.object.Values()["deletion_policy"] == "suspend"
	switch {
	case !isThere:
	case !isKept:
		r.Violated("%s was destroyed, and is there:\n%s", o.object, o.said)
	case !left.IsSuspended:
		r.Violated("%s was suspended by a destroy, and is not suspended:\n%s", o.object, o.said)
	}
}

// checkApplied checks that somebody who was created or updated is as the configuration says, unless a later step has changed or
// deleted them again.
func (r *walkRun) checkApplied(o outcome, now sight) {
	r.t.Helper()
	id := o.result.id()
	person, isThere := now[o.resourceType][id]
	if r.doomed[id] {
		return
	}
	if !isThere && o.wanted["user_identity_id"] != nil && r.endsIdentities {
		// An old ID of a merged identity leads to another one, and whoever is linked to that goes with it.
		return
	}
	if !isThere {
		r.Violated("%s was applied, and is not there:\n%s", o.result, o.said)
	}
	isUpdate := o.object != nil
	if isUpdate && (!r.isQuiet || !r.refreshes) {
		// An update sends what differs from the state.
		return
	}
	for attribute, got := range map[string]string{
		"full_name": person.FullName, "email_address": person.EmailAddress, "phone_number": person.PhoneNumber, "user_identity_key": person.Key,
	} {
		if want, isSet := o.wanted[attribute].(string); isSet && !strings.EqualFold(got, want) {
			r.Violated("%s was applied with %s %q, and has %q:\n%s", o.result, attribute, want, got, o.said)
		}
	}
	if want, isSet := o.wanted["is_suspended"].(bool); isSet && want != person.IsSuspended {
		r.Violated("%s was applied with is_suspended %v, and has %v:\n%s", o.result, want, person.IsSuspended, cmp.Or(o.said, "nothing was said"))
	}
}
