// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package membership

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

func TestImportIDNamesTheGroupAndThePerson(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]model{
		testGroup + "/" + testUser: {
			ACSAccessGroupID: types.StringValue(testGroup),
			ACSUserID:        types.StringValue(testUser),
		},
		testGroup + "/user_identity:" + testIdentity: {
			ACSAccessGroupID: types.StringValue(testGroup),
			UserIdentityID:   types.StringValue(testIdentity),
		},
		testGroup + "/" + testGroup: {
			ACSAccessGroupID: types.StringValue(testGroup),
			ACSUserID:        types.StringValue(testGroup),
		},
	} {
		got, err := parseImportID(id)
		if err != nil || !sameMembership(got, want) {
			t.Errorf("%q names %s, want %s (%v)", id, got.subject(), want.subject(), err)
		}
	}
}

func TestImportIDThatNamesNoMembershipIsRefused(t *testing.T) {
	t.Parallel()
	const form = "use <acs_access_group_id>/<acs_user_id> or <acs_access_group_id>/user_identity:<user_identity_id>"
	for id, want := range map[string]string{
		"":                                `"" is not an import ID: ` + form,
		testGroup:                         `"` + testGroup + `" is not an import ID: ` + form,
		testGroup + testUser:              "is not an import ID",
		testGroup + "," + testUser:        "is not an import ID",
		testGroup + ":" + testUser:        "is not an import ID",
		testGroup + `\` + testUser:        "is not an import ID",
		"user_identity:" + testIdentity:   "is not an import ID",
		"/":                               "the access group before the slash: it is empty",
		"/" + testUser:                    "the access group before the slash: it is empty",
		testGroup + "/":                   "the ACS user after the slash: it is empty",
		testGroup + "/user_identity:":     "the user identity after user_identity:: it is empty",
		"engineering/" + testUser:         `the access group before the slash: "engineering" is not a UUID`,
		testGroup + "/jane":               `the ACS user after the slash: "jane" is not a UUID`,
		testGroup + "/user_identity:jane": `the user identity after user_identity:: "jane" is not a UUID`,
		testGroup + "/user_identity" + testIdentity:                           "the ACS user after the slash: ",
		testGroup + "/user_identity/" + testIdentity:                          "the ACS user after the slash: ",
		testGroup + "/User_Identity:" + testIdentity:                          "the ACS user after the slash: ",
		testGroup + "/acs_user:" + testUser:                                   "the ACS user after the slash: ",
		testGroup + "/user_identity:user_identity:" + testIdentity:            "the user identity after user_identity:: ",
		"user_identity:" + testIdentity + "/" + testUser:                      "the access group before the slash: ",
		testGroup + "/" + testUser + "/":                                      "the ACS user after the slash: ",
		testGroup + "//" + testUser:                                           "the ACS user after the slash: ",
		testGroup + "/" + testUser + "/" + testUser:                           "the ACS user after the slash: ",
		testGroup + "/" + testUser + " ":                                      "the ACS user after the slash: ",
		" " + testGroup + "/" + testUser:                                      "the access group before the slash: ",
		testGroup + " / " + testUser:                                          "the access group before the slash: ",
		testGroup + "/" + testUser + "\n":                                     "the ACS user after the slash: ",
		strings.ToUpper(testGroup) + "/" + testUser:                           "the access group before the slash: ",
		testGroup + "/" + strings.ToUpper(testUser):                           "use \"" + testUser + "\"",
		testGroup + "/user_identity:" + strings.ToUpper(testIdentity):         "use \"" + testIdentity + "\"",
		testGroup + "/{" + testUser + "}":                                     "the ACS user after the slash: ",
		"urn:uuid:" + testGroup + "/" + testUser:                              "the access group before the slash: ",
		testGroup + "/" + strings.ReplaceAll(testUser, "-", ""):               "the ACS user after the slash: ",
		"<" + testGroup + ">/<" + testUser + ">":                              "the access group before the slash: ",
		strings.Repeat("/", 1000):                                             "the access group before the slash: it is empty",
		testGroup + "/user_identity:" + testIdentity + "/" + testUser:         "the user identity after user_identity:: ",
		testGroup + "/user_identity: " + testIdentity:                         "the user identity after user_identity:: ",
		"\xff" + testGroup + "/" + testUser:                                   "the access group before the slash: ",
		testGroup + "/" + testUser + "\x00":                                   `\x00" is not a UUID`,
		testGroup + "\u2215" + testUser:                                       "is not an import ID",
		testGroup + "/" + strings.Replace(testUser, "-", "\u2011", 1):         "the ACS user after the slash: ",
		testGroup + "/user_identity：" + testIdentity:                          "the ACS user after the slash: ",
		"https://console.seam.co/" + testGroup + "/" + testUser:               "the access group before the slash: ",
		"seam_acs_access_group_membership.jane/" + testGroup + "/" + testUser: "the access group before the slash: ",
	} {
		if _, err := parseImportID(id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q", id, err, want)
		}
	}
}

// FuzzParseImportID looks for an import ID that is taken without naming one membership in its one spelling.
func FuzzParseImportID(f *testing.F) {
	for _, id := range []string{
		testGroup + "/" + testUser,
		testGroup + "/user_identity:" + testIdentity,
		strings.ToUpper(testGroup) + "/" + testUser,
		"{" + testGroup + "}/" + testUser,
		"urn:uuid:" + testGroup + "/user_identity:" + testIdentity,
		testGroup + "/user_identity:",
		testGroup + "//",
		"",
	} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		m, err := parseImportID(id)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\n\r\x00\x1b") {
				t.Errorf("the error about %q is not one line of text: %q", id, err)
			}
			return
		}
		if m.ACSUserID.IsNull() == m.UserIdentityID.IsNull() {
			t.Errorf("%q names %s, want an ACS user or a user identity", id, m.subject())
		}
		if spelled := importID(m); spelled != id {
			t.Errorf("%q names the membership whose import ID is %q", id, spelled)
		}
		for _, part := range []types.String{m.ACSAccessGroupID, m.ACSUserID, m.UserIdentityID} {
			if !part.IsNull() && connection.CheckUUID(part.ValueString()) != nil {
				t.Errorf("%q names %s, which is not an ID", id, part)
			}
		}
	})
}

// importID is the import ID of a membership.
func importID(m model) string {
	person := m.ACSUserID.ValueString()
	if m.ACSUserID.IsNull() {
		person = "user_identity:" + m.UserIdentityID.ValueString()
	}
	return m.ACSAccessGroupID.ValueString() + "/" + person
}

func sameMembership(a, b model) bool {
	return a.ACSAccessGroupID.Equal(b.ACSAccessGroupID) && a.ACSUserID.Equal(b.ACSUserID) && a.UserIdentityID.Equal(b.UserIdentityID)
}
