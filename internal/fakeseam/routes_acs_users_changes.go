// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "net/http"

func createUserRoute() route {
	return route{
		input: input{
			fields: []field{
				{name: "acs_system_id", kind: idField, required: true},
				{name: "full_name", kind: textField, required: true},
				{name: "user_identity_id", kind: idField},
				{name: "email_address", kind: emailField},
				{name: "phone_number", kind: phoneField},
				{name: "access_schedule", kind: objectField, fields: []field{
					{name: "starts_at", kind: timeField},
					{name: "ends_at", kind: timeField, nullable: true},
				}},
				{name: "acs_access_group_ids", kind: listField, element: idField},
			},
			needsBody: true,
		},
		handle: (*Fake).createUser,
	}
}

// createUser checks the user identity before the access system, as Seam's fake does. The answer is given before the access
// system has a say.
func (f *Fake) createUser(c *call) ([]byte, *apiError) {
	identity, err := f.identityOfNewUser(c)
	if err != nil {
		return nil, err
	}
	system, err := f.system(c, c.params.id("acs_system_id"))
	if err != nil {
		return nil, err
	}
	if identity != nil && identity.userIn(system) != nil {
		return nil, f.conflict(acsUserKind, "user_identity_id")
	}
	made := &acsUser{id: newID(f.users, "")}
	if made.profile, err = f.changedProfile(c, profile{}); err != nil {
		return nil, err
	}
	f.makeUser(system, made)
	if identity != nil {
		link(identity, made)
	}
	f.joinGroups(made, c.params.ids("acs_access_group_ids"))
	return ok(part{"acs_user", f.userJSON(made)}), nil
}

// identityOfNewUser refuses an unknown user identity with 400, as Seam's fake does on this path alone.
func (f *Fake) identityOfNewUser(c *call) (*userIdentity, *apiError) {
	if !c.params.has("user_identity_id") {
		return nil, nil
	}
	identity, err := f.identity(c, c.params.id("user_identity_id"))
	if err != nil {
		err.status = http.StatusBadRequest
	}
	return identity, err
}

// joinGroups ignores access groups that are not there, as Seam's fake does.
func (f *Fake) joinGroups(user *acsUser, groupIDs []string) {
	for _, id := range groupIDs {
		if group := f.groups[id]; group != nil && group.system == user.system {
			f.setMembership(group, user, true)
		}
	}
}

func updateUserRoute() route {
	in := userInput(
		field{name: "full_name", kind: nonEmptyField},
		field{name: "email_address", kind: emailField},
		field{name: "phone_number", kind: phoneField},
		field{name: "access_schedule", kind: objectField, nullable: true, fields: []field{
			{name: "starts_at", kind: timeField, required: true},
			{name: "ends_at", kind: timeField, required: true},
		}},
	)
	in.needsBody = true
	return route{input: in, nothing: ok(), handle: (*Fake).updateUser}
}

func (f *Fake) updateUser(c *call) ([]byte, *apiError) {
	user, err := f.wantedUser(c)
	if err != nil {
		return nil, err
	}
	changed, err := f.changedProfile(c, user.profile)
	if err != nil {
		return nil, err
	}
	f.changeUser(user, changed)
	return ok(), nil
}

// changedProfile returns a profile with what a request says of it. What is left out stays.
func (f *Fake) changedProfile(c *call, p profile) (profile, *apiError) {
	for name, text := range map[string]*string{
		"full_name": &p.fullName, "email_address": &p.emailAddress, "phone_number": &p.phoneNumber,
	} {
		if c.params.has(name) {
			*text = c.params.text(name)
		}
	}
	if !c.params.has("access_schedule") {
		return p, nil
	}
	var err *apiError
	p.schedule, err = f.readSchedule(c.params["access_schedule"])
	return p, err
}

// readSchedule reads an access schedule. Null is none; a start that is left out is now; and an end has to be later than
// both, as the OpenAPI document says in its prose.
func (f *Fake) readSchedule(value any) (schedule, *apiError) {
	given, isGiven := value.(map[string]any)
	if !isGiven {
		return schedule{}, nil
	}
	times := params(given)
	startsAt := f.now()
	if times.has("starts_at") {
		startsAt = times.time("starts_at")
	}
	read := schedule{startsAt: timestamp(startsAt)}
	if times.text("ends_at") == "" {
		return read, nil
	}
	endsAt := times.time("ends_at")
	if !endsAt.After(startsAt) || !endsAt.After(f.now()) {
		return schedule{}, badRequest("invalid_input", "ends_at must be a time in the future and after starts_at")
	}
	read.endsAt = timestamp(endsAt)
	return read, nil
}

func deleteUserRoute() route {
	return route{input: userInput(), nothing: ok(), handle: (*Fake).deleteUser}
}

func (f *Fake) deleteUser(c *call) ([]byte, *apiError) {
	user, err := f.wantedUser(c)
	if err != nil {
		return nil, err
	}
	f.setStage(user, deleting)
	return ok(), nil
}

func suspendUserRoute(suspends bool) route {
	in := userInput()
	in.needsBody = true
	return route{input: in, nothing: ok(), handle: func(f *Fake, c *call) ([]byte, *apiError) { return f.suspendUser(c, suspends) }}
}

func (f *Fake) suspendUser(c *call, suspends bool) ([]byte, *apiError) {
	user, err := f.wantedUser(c)
	if err != nil {
		return nil, err
	}
	if f.behaviour.strictRepeats && user.isSuspended == suspends {
		return nil, badRequest("invalid_input", "acs_user is in this state already")
	}
	changed := user.profile
	changed.isSuspended = suspends
	f.changeUser(user, changed)
	return ok(), nil
}
