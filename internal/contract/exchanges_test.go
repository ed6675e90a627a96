// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

//go:build contract

package contract_test

import (
	"cmp"
	"net/http"
	"strings"
)

// exchange is one question that is put to Seam's fake and to ours.
type exchange struct {
	name string
	path string
	// before are questions that are asked first, of which the answers do not matter.
	before []exchange
	// method, key, contentType and header are those of a good request where they are empty. "none" stands for none.
	method      string
	key         string
	contentType string
	header      http.Header
	body        string
	// outage has the path answer that it is out of order.
	outage bool
	// lags says how Seam's fake lags behind the document. Only then may the two answer otherwise.
	lags string
	// stricter says why ours refuses what conforms to the schema of the document.
	stricter string
	// ignored marks what the document does not forbid and the checks do.
	ignored bool
}

const (
	pathAdd    = "/acs/users/add_to_access_group"
	pathRemove = "/acs/users/remove_from_access_group"
)

// exchanges are the questions, asked in a town. Each that changes something has a user of its own.
func (w *town) exchanges() []exchange {
	var all []exchange
	for _, path := range []string{pathAdd, pathRemove} {
		all = append(all, w.unknowns(path)...)
		all = append(all, w.malformed(path)...)
		all = append(all, w.unauthorized(path)...)
		all = append(all, exchange{name: "in an outage", path: path, body: w.membership(), outage: true})
	}
	all = append(w.changes(), all...)
	all = append(all, w.looks()...)
	all = append(all, w.people()...)
	all = append(all, w.entrances()...)
	return append(all, w.missing()...)
}

func (w *town) changes() []exchange {
	added, again, removed, never := w.membership(), w.membership(), w.membership(), w.membership()
	return []exchange{
		{name: "adding a user", path: pathAdd, body: added},
		{name: "adding a user again", path: pathAdd, body: again, before: []exchange{{path: pathAdd, body: again}}},
		{name: "removing a user", path: pathRemove, body: removed, before: []exchange{{path: pathAdd, body: removed}}},
		{name: "removing a user who is no member", path: pathRemove, body: never},
		{
			name: "removing by user identity", path: pathRemove,
			body: fields("acs_access_group_id", w.Groups[0].ID, "user_identity_id", w.Identities[0].ID),
			lags: "takes no `user_identity_id` on this path",
		},
	}
}

func (w *town) unknowns(path string) []exchange {
	const lag = "takes any text for an ID, and compares it as it is"
	upper := fields("acs_access_group_id", strings.ToUpper(w.Groups[0].ID), "acs_user_id", strings.ToUpper(w.newUser()))
	return []exchange{
		{name: "unknown user", path: path, body: fields("acs_access_group_id", w.Groups[0].ID, "acs_user_id", unknown)},
		{name: "unknown access group", path: path, body: fields("acs_access_group_id", unknown, "acs_user_id", w.newUser())},
		{name: "both unknown", path: path, body: fields("acs_access_group_id", unknown, "acs_user_id", unknown)},
		{name: "access group of another workspace", path: path, body: fields("acs_access_group_id", w.foreignGroup, "acs_user_id", w.newUser())},
		{name: "user of another workspace", path: path, body: fields("acs_access_group_id", w.Groups[0].ID, "acs_user_id", w.foreignUser)},
		{name: "ID that is no UUID", path: path, body: fields("acs_access_group_id", w.Groups[0].ID, "acs_user_id", "acs_user1"), lags: lag},
		{name: "IDs in upper case", path: path, body: upper, lags: lag},
	}
}

func (w *town) malformed(path string) []exchange {
	missesUser := ""
	if path == pathRemove {
		missesUser = "knows no other way to name a person, and so names the field"
	}
	group := w.Groups[0].ID
	return []exchange{
		{name: "`acs_user_id` missing", path: path, body: fields("acs_access_group_id", group), lags: missesUser},
		{name: "`acs_access_group_id` missing", path: path, body: fields("acs_user_id", w.newUser())},
		{name: "both missing", path: path, body: `{}`, lags: missesUser},
		{name: "`acs_user_id` null", path: path, body: `{"acs_access_group_id":"` + group + `","acs_user_id":null}`},
		{name: "`acs_access_group_id` null", path: path, body: `{"acs_access_group_id":null,"acs_user_id":"` + w.newUser() + `"}`},
		{name: "`acs_user_id` a number", path: path, body: `{"acs_access_group_id":"` + group + `","acs_user_id":7}`},
		{name: "both of the wrong type", path: path, body: `{"acs_access_group_id":{},"acs_user_id":[]}`},
		{name: "unknown field", path: path, body: fields("acs_access_group_id", group, "acs_user_id", w.newUser(), "reason", "moved in"), ignored: true},
		{name: "array for an object", path: path, body: `[]`},
		{name: "null for an object", path: path, body: `null`},
		{name: "malformed JSON", path: path, body: `{"acs_user_id":`},
		{name: "malformed JSON without a credential", path: path, body: `{"acs_user_id":`, key: "none"},
		{name: "no body", path: path, lags: missesUser},
		{name: "no body and no content type", path: path, contentType: "none"},
		{name: "content type `text/plain`", path: path, body: w.membership(), contentType: "text/plain"},
		{name: "content type of a form", path: path, body: "acs_user_id=7", contentType: "application/x-www-form-urlencoded"},
		{name: "no content type", path: path, body: w.membership(), contentType: "none"},
		{name: "malformed JSON as `text/plain`", path: path, body: `{"acs_user_id":`, contentType: "text/plain"},
		{name: "method GET", path: path, method: http.MethodGet},
		{name: "method PATCH", path: path, method: http.MethodPatch, body: w.membership()},
		{name: "method GET without a credential", path: path, method: http.MethodGet, key: "none"},
	}
}

func (w *town) unauthorized(path string) []exchange {
	return []exchange{
		{name: "no credential", path: path, body: w.membership(), key: "none"},
		{name: "unknown API key", path: path, body: w.membership(), key: "seam_unknown_key"},
		{name: "API key of another workspace", path: path, body: w.membership(), key: w.foreignKey},
		{name: "API key as a Basic credential", path: path, body: w.membership(), key: "none", header: http.Header{"Authorization": {"Basic " + w.key}}},
		{name: "client session token", path: path, body: w.membership(), key: "seam_cst1_token"},
		{name: "unknown personal access token", path: path, body: w.membership(), key: "seam_at1_token", header: http.Header{"Seam-Workspace": {w.WorkspaceID}}},
		{name: "personal access token without a workspace", path: path, body: w.membership(), key: "seam_at1_token"},
		{name: "JSON web token", path: path, body: w.membership(), key: "eyJhbGciOiJIUzI1NiJ9.e30.ZRrHA1JJJW8opsbCGfG_HACGpVUMN_a9IV7pAx_Zmeo"},
		{name: "no credential and no field", path: path, body: `{}`, key: "none"},
	}
}

func (w *town) looks() []exchange {
	return []exchange{
		{name: "workspace", path: "/workspaces/get", body: `{}`},
		{name: "workspace, no body", path: "/workspaces/get", contentType: "none"},
		{
			name: "workspace, unknown API key", path: "/workspaces/get", body: `{}`, key: "seam_unknown_key",
			lags: "tries the key as a console session last, and complains about that; 401 is what the document has for a credential",
		},
		{name: "workspace in an outage", path: "/workspaces/get", body: `{}`, outage: true},
		{name: "system", path: "/acs/systems/get", body: fields("acs_system_id", w.System.ID)},
		{name: "unknown system", path: "/acs/systems/get", body: fields("acs_system_id", unknown)},
		{name: "system of another workspace", path: "/acs/systems/get", body: fields("acs_system_id", w.foreignSystem)},
		{name: "system, ID missing", path: "/acs/systems/get", body: `{}`},
		{name: "systems", path: "/acs/systems/list", body: `{}`},
		{name: "systems, no body and no content type", path: "/acs/systems/list", contentType: "none"},
		{name: "systems, array for an object", path: "/acs/systems/list", body: `[]`, lags: "takes any JSON for an object here"},
		{name: "user", path: "/acs/users/get", body: fields("acs_user_id", w.Users[0].ID)},
		{name: "unknown user", path: "/acs/users/get", body: fields("acs_user_id", unknown)},
		{name: "user of another workspace", path: "/acs/users/get", body: fields("acs_user_id", w.foreignUser)},
		{name: "user, ID null", path: "/acs/users/get", body: `{"acs_user_id":null}`},
		{
			name: "user, ID missing", path: "/acs/users/get", body: `{}`,
			lags: "knows no other way to name a person, and so names the field",
		},
		{
			name: "user of an identity", path: "/acs/users/get",
			body: fields("user_identity_id", w.Identities[0].ID, "acs_system_id", w.System.ID),
			lags: "takes `acs_user_id` only",
		},
		{name: "users", path: "/acs/users/list", body: `{}`, lags: "has no pages"},
		{name: "unknown path", path: "/acs/users/promote", body: `{}`},
	}
}

// missing are the operations that Seam's fake does not have.
func (w *town) missing() []exchange {
	const lag = "has no such path"
	group := w.Groups[0].ID
	return []exchange{
		{name: "adding through the access group", path: "/acs/access_groups/add_user", body: w.membership(), lags: lag},
		{
			name: "adding by user identity", path: "/acs/access_groups/add_user",
			body: fields("acs_access_group_id", group, "user_identity_id", w.Identities[0].ID), lags: lag,
		},
		{name: "access group", path: "/acs/access_groups/get", body: fields("acs_access_group_id", group), lags: lag},
		{name: "unknown access group", path: "/acs/access_groups/get", body: fields("acs_access_group_id", unknown), lags: lag},
		{name: "access groups", path: "/acs/access_groups/list", body: `{}`, lags: lag},
		{name: "members", path: "/acs/access_groups/list_users", body: fields("acs_access_group_id", group), lags: lag},
		{name: "members of an unknown access group", path: "/acs/access_groups/list_users", body: fields("acs_access_group_id", unknown), lags: lag},
		{name: "identity", path: "/user_identities/get", body: fields("user_identity_id", w.Identities[0].ID), lags: lag},
		{name: "identities", path: "/user_identities/list", body: `{}`, lags: lag},
	}
}

// request is the exchange's request to an API, with a key that opens the town's workspace where it has none of its own.
func (e exchange) request(goodKey string) (method string, header http.Header, body string) {
	header = http.Header{}
	for name, values := range e.header {
		header[name] = values
	}
	if e.key != "none" {
		header.Set("Authorization", "Bearer "+cmp.Or(e.key, goodKey))
	}
	if e.contentType != "none" {
		header.Set("Content-Type", cmp.Or(e.contentType, "application/json"))
	}
	return cmp.Or(e.method, http.MethodPost), header, e.body
}
