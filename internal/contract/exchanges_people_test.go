// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import "github.com/seamapi/terraform-provider-seam/internal/fakeseam"

// people are the questions that make, change and delete people.
func (w *town) people() []exchange {
	all := w.newUsers()
	all = append(all, w.changedUsers()...)
	return append(all, w.identities()...)
}

func (w *town) newUsers() []exchange {
	const path, noEnd = "/acs/users/create", "takes no schedule without an end"
	user := func(more string) string {
		return `{"acs_system_id":"` + w.System.ID + `","full_name":"Grace Hopper"` + more + `}`
	}
	taken := user(`,"email_address":"taken@example.com"`)
	return []exchange{
		{name: "making a user", path: path, body: user("")},
		{
			name: "making a user with everything", path: path, body: user(`,"email_address":"grace@example.com","phone_number":"+15555550101",` +
				`"access_schedule":{"starts_at":"2030-01-01T00:00:00Z","ends_at":"2031-01-01T00:00:00.000Z"},"acs_access_group_ids":["` + w.Groups[0].ID + `"]`),
		},
		{name: "schedule without an end", path: path, body: user(`,"access_schedule":{"starts_at":"2030-01-01T00:00:00Z"}`), lags: noEnd},
		{name: "schedule, end null", path: path, body: user(`,"access_schedule":{"starts_at":"2030-01-01T00:00:00Z","ends_at":null}`), lags: noEnd},
		{
			name: "schedule that ends before it starts", path: path, lags: "does not compare times", stricter: "its prose forbids it",
			body: user(`,"access_schedule":{"starts_at":"2031-01-01T00:00:00Z","ends_at":"2030-01-01T00:00:00Z"}`),
		},
		{
			name: "time with an offset", path: path, stricter: "Seam's fake refuses it too",
			body: user(`,"access_schedule":{"starts_at":"2030-01-01T00:00:00+01:00","ends_at":"2031-01-01T00:00:00Z"}`),
		},
		{name: "schedule null", path: path, body: user(`,"access_schedule":null`)},
		{name: "phone number without a country", path: path, body: user(`,"phone_number":"07700900000"`), stricter: "its prose forbids it"},
		{name: "email address that is none", path: path, body: user(`,"email_address":"grace"`)},
		{name: "email address null", path: path, body: user(`,"email_address":null`)},
		// The access system has a say only after the answer.
		{name: "email address that is taken", path: path, body: taken, before: []exchange{{path: path, body: taken}}},
		{name: "unknown access group", path: path, body: user(`,"acs_access_group_ids":["` + unknown + `"]`)},
		{name: "unknown identity", path: path, body: user(`,"user_identity_id":"` + unknown + `"`)},
		{
			name: "`full_name` missing", path: path, body: fields("acs_system_id", w.System.ID),
			lags: "has an error type of its own for it",
		},
		{name: "`acs_system_id` missing", path: path, body: fields("full_name", "Grace Hopper")},
		{name: "unknown system", path: path, body: fields("acs_system_id", unknown, "full_name", "Grace Hopper")},
		{name: "system of another workspace", path: path, body: fields("acs_system_id", w.foreignSystem, "full_name", "Grace Hopper")},
		{name: "no body and no content type", path: path, contentType: "none"},
	}
}

func (w *town) changedUsers() []exchange {
	const byACSUserAlone = "takes `acs_user_id` only"
	const namesTheField = "knows no other way to name a person, and so names the field"
	change := func(more string) string { return `{"acs_user_id":"` + w.newUser() + `"` + more + `}` }
	gone := change("")
	all := []exchange{
		{name: "changing a user", path: "/acs/users/update", body: change(`,"full_name":"Grace Hopper","email_address":"grace@example.com","phone_number":"+15555550101"`)},
		{name: "changing nothing", path: "/acs/users/update", body: change("")},
		{name: "schedule", path: "/acs/users/update", body: change(`,"access_schedule":{"starts_at":"2030-01-01T00:00:00Z","ends_at":"2031-01-01T00:00:00Z"}`)},
		{name: "schedule without an end", path: "/acs/users/update", body: change(`,"access_schedule":{"starts_at":"2030-01-01T00:00:00Z"}`)},
		{name: "schedule null", path: "/acs/users/update", body: change(`,"access_schedule":null`), lags: "takes no null"},
		{name: "email address null", path: "/acs/users/update", body: change(`,"email_address":null`)},
		{name: "phone number without a country", path: "/acs/users/update", body: change(`,"phone_number":"07700900000"`), stricter: "its prose forbids it"},
		{name: "`full_name` empty", path: "/acs/users/update", body: change(`,"full_name":""`), lags: "takes an empty name"},
		{name: "unknown user", path: "/acs/users/update", body: fields("acs_user_id", unknown), lags: "breaks down"},
		{name: "deleting a user", path: "/acs/users/delete", body: change(""), lags: "answers with the user as well"},
		{name: "deleting a user again", path: "/acs/users/delete", body: gone, before: []exchange{{path: "/acs/users/delete", body: gone}}},
		{name: "user of another workspace", path: "/acs/users/delete", body: fields("acs_user_id", w.foreignUser)},
	}
	for _, path := range []string{"/acs/users/suspend", "/acs/users/unsuspend"} {
		again := change("")
		all = append(all,
			exchange{name: "a user", path: path, body: change("")},
			exchange{name: "a user again", path: path, body: again, before: []exchange{{path: path, body: again}}},
			exchange{name: "unknown user", path: path, body: fields("acs_user_id", unknown)},
			exchange{name: "user of another workspace", path: path, body: fields("acs_user_id", w.foreignUser)},
			exchange{name: "no body and no content type", path: path, contentType: "none"},
		)
	}
	for _, path := range []string{"/acs/users/update", "/acs/users/delete", "/acs/users/suspend", "/acs/users/unsuspend"} {
		all = append(all,
			exchange{name: "`acs_user_id` missing", path: path, body: `{}`, lags: namesTheField},
			exchange{name: "by user identity and access system", path: path, body: w.identified(), lags: byACSUserAlone},
		)
	}
	return all
}

// identified names an ACS user by a user identity that is new, and in our fake alone: Seam's does not look at it.
func (w *town) identified() string {
	identity := w.Fake.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Someone"})
	w.Fake.AddUser(w.System.ID, fakeseam.User{FullName: "Someone", UserIdentityID: identity})
	return fields("user_identity_id", identity, "acs_system_id", w.System.ID)
}

func (w *town) identities() []exchange {
	const nothing, noPath = "has nothing behind this path", "has no such path"
	taken := fields("user_identity_key", "ada")
	other := w.Fake.AddIdentity(w.WorkspaceID, fakeseam.Identity{FullName: "Someone"})
	return []exchange{
		{name: "making an identity", path: "/user_identities/create", body: `{"user_identity_key":"grace","full_name":"Grace Hopper","email_address":null}`, lags: nothing},
		{name: "key that is taken", path: "/user_identities/create", body: taken, before: []exchange{{path: "/user_identities/create", body: taken}}, lags: nothing},
		{name: "email address that is none", path: "/user_identities/create", body: fields("email_address", "ada")},
		{name: "empty key", path: "/user_identities/create", body: fields("user_identity_key", "")},
		{name: "phone number without a country", path: "/user_identities/create", body: fields("phone_number", "07700900000"), lags: nothing, stricter: "its prose elsewhere forbids it"},
		{name: "linking a user", path: "/user_identities/add_acs_user", body: fields("user_identity_id", other, "acs_user_id", w.newUser()), lags: nothing},
		{name: "linking by key", path: "/user_identities/add_acs_user", body: fields("user_identity_key", "someone", "acs_user_id", w.newUser()), lags: "takes no `user_identity_key` on this path"},
		{name: "unlinking a user", path: "/user_identities/remove_acs_user", body: fields("user_identity_id", other, "acs_user_id", w.newUser()), lags: noPath},
		{name: "users of an identity", path: "/user_identities/list_acs_users", body: fields("user_identity_id", other), lags: noPath},
		{name: "changing an identity", path: "/user_identities/update", body: `{"user_identity_id":"` + other + `","full_name":"Grace","email_address":null}`, lags: noPath},
		{name: "deleting an unknown identity", path: "/user_identities/delete", body: fields("user_identity_id", unknown), lags: noPath},
		{
			name: "merging an unknown identity", path: "/user_identities/merge",
			body: `{"user_identity_id":"` + w.Identities[0].ID + `","merged_user_identity_ids":["` + unknown + `"]}`, lags: noPath,
		},
	}
}

func (w *town) entrances() []exchange {
	const noPath = "has no such path"
	group := w.Groups[0].ID
	return []exchange{
		{name: "entrance", path: "/acs/entrances/get", body: fields("acs_entrance_id", w.Entrances[0].ID)},
		{name: "unknown entrance", path: "/acs/entrances/get", body: fields("acs_entrance_id", unknown)},
		{name: "entrance of another workspace", path: "/acs/entrances/get", body: fields("acs_entrance_id", w.foreignDoor)},
		{name: "entrance, ID missing", path: "/acs/entrances/get", body: `{}`},
		{name: "entrances", path: "/acs/entrances/list", body: fields("acs_system_id", w.System.ID), lags: "has no pages"},
		{name: "entrances that a group opens", path: "/acs/access_groups/list_accessible_entrances", body: fields("acs_access_group_id", group), lags: noPath},
		{name: "entrances that a user opens", path: "/acs/users/list_accessible_entrances", body: fields("acs_user_id", w.Users[0].ID), lags: noPath},
		{name: "entrances that an identity opens", path: "/user_identities/list_accessible_entrances", body: fields("user_identity_id", w.Identities[0].ID), lags: noPath},
		{name: "deleting an unknown access group", path: "/acs/access_groups/delete", body: fields("acs_access_group_id", unknown), lags: noPath},
	}
}
