// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import (
	"slices"
	"time"
)

// makeUser makes an ACS user as the API does.
func (f *Fake) makeUser(system *acsSystem, user *acsUser) {
	f.addUser(system, user)
	user.synced = profile{}
	f.setStage(user, creating)
}

// changeUser changes the profile of an ACS user as the API does.
func (f *Fake) changeUser(user *acsUser, changed profile) {
	if changed == user.profile {
		return
	}
	user.setProfile(changed)
	if user.stage != creating && user.stage != deleting {
		f.setStage(user, updating)
	}
}

// changeUserByHand changes the profile of an ACS user in Seam and in the access system at once.
func changeUserByHand(user *acsUser, changed profile) {
	user.setProfile(changed)
	user.synced = changed
}

func (u *acsUser) setProfile(changed profile) {
	u.dropContacts()
	u.profile = changed
	u.addContacts()
	u.encoded = nil
}

// setStage sends a change on its way to the access system. What the access system will refuse takes until the next request,
// since Seam has accepted it by then.
func (f *Fake) setStage(user *acsUser, next stage) {
	user.stage = next
	user.changedAt = f.now()
	user.encoded = nil
	switch {
	case f.behaviour.hold:
		user.pushAt = time.Time{}
	case f.behaviour.syncDelay > 0 || user.isTaken():
		user.pushAt = user.changedAt.Add(f.behaviour.syncDelay)
	default:
		f.pushUser(user)
		return
	}
	if !slices.Contains(f.unpushedUsers, user) {
		f.unpushedUsers = append(f.unpushedUsers, user)
	}
}

// pushUser brings the change of an ACS user to the access system, which refuses an email address or a phone number that
// somebody else has there.
func (f *Fake) pushUser(user *acsUser) {
	f.unpushedUsers = without(f.unpushedUsers, user)
	user.encoded = nil
	if user.stage == deleting {
		f.dropUser(user)
		return
	}
	user.stage = settled
	user.errors = slices.DeleteFunc(user.errors, func(t trouble) bool { return t.code == failedToCreate || t.code == failedToUpdate })
	if user.isTaken() {
		user.errors = append(user.errors, user.refusal(f.now()))
		return
	}
	user.synced = user.profile
}

const (
	failedToCreate = "failed_to_create_on_acs_system"
	failedToUpdate = "failed_to_update_on_acs_system"
)

// refusal is how an access system tells that a contact is taken.
func (u *acsUser) refusal(at time.Time) trouble {
	code := failedToUpdate
	if u.synced == (profile{}) {
		code = failedToCreate
	}
	return trouble{code: code, message: "The access system has another user with this email address or phone number.", at: at}
}

// isTaken reports whether the access system has somebody else with a contact that is new to an ACS user.
func (u *acsUser) isTaken() bool {
	if u.stage == deleting {
		return false
	}
	own := u.synced.contacts()
	for _, contact := range u.contacts() {
		if !slices.Contains(own, contact) && slices.ContainsFunc(u.system.byContact[contact], func(other *acsUser) bool {
			return other != u && slices.Contains(other.synced.contacts(), contact)
		}) {
			return true
		}
	}
	return false
}

// shownProfile is what Seam says of an ACS user. With [ListWhenSynced] that is what the access system has, but for an ACS
// user whom it does not have at all.
func (f *Fake) shownProfile(u *acsUser) profile {
	if f.behaviour.listing == ListWhenSynced && (u.stage == updating || u.stage == deleting) {
		return u.synced
	}
	return u.profile
}

// mutations are the pending mutations of the ACS user itself.
func (u *acsUser) mutations() []mutation {
	var pending []mutation
	add := func(code string, from, to map[string]any) {
		pending = append(pending, mutation{kind: code, user: u, at: u.changedAt, from: from, to: to})
	}
	switch u.stage {
	case creating:
		add("creating", nil, nil)
	case deleting:
		add("deleting", nil, nil)
	case updating:
		before, after := u.synced, u.profile
		if from, to := information(before, after); len(from) > 0 {
			add("updating_user_information", from, to)
		}
		if before.schedule != after.schedule {
			add("updating_access_schedule", before.schedule.object(), after.schedule.object())
		}
		if before.isSuspended != after.isSuspended {
			add("updating_suspension_state", map[string]any{"is_suspended": before.isSuspended}, map[string]any{"is_suspended": after.isSuspended})
		}
	case settled:
	}
	return pending
}

// information returns what of a person differs between two profiles.
func information(before, after profile) (from, to map[string]any) {
	from, to = map[string]any{}, map[string]any{}
	for name, texts := range map[string][2]string{
		"full_name":     {before.fullName, after.fullName},
		"email_address": {before.emailAddress, after.emailAddress},
		"phone_number":  {before.phoneNumber, after.phoneNumber},
	} {
		if texts[0] != texts[1] {
			from[name], to[name] = nullable(texts[0]), nullable(texts[1])
		}
	}
	return from, to
}

func (s schedule) object() map[string]any {
	return map[string]any{"starts_at": nullable(s.startsAt), "ends_at": nullable(s.endsAt)}
}
