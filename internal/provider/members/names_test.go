// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"reflect"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/roster"
)

func TestNamesAreOneLineAndNobodyIsLeftOut(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		members []roster.GroupMember
		want    map[string]string
	}{
		{nil, map[string]string{}},
		{[]roster.GroupMember{named(member("1", ""), "Ada Poe"), named(member("2", ""), "Bob Roe")}, map[string]string{"Ada Poe": "1", "Bob Roe": "2"}},
		{[]roster.GroupMember{named(member("2", ""), "Ada"), named(member("1", ""), "Ada")}, map[string]string{"Ada (1)": "1", "Ada (2)": "2"}},
		{[]roster.GroupMember{member("1", ""), named(member("2", ""), " \n")}, map[string]string{"(1)": "1", "(2)": "2"}},
		// Somebody is called what two others have to be called.
		{
			[]roster.GroupMember{named(member("1", ""), "Ada"), named(member("2", ""), "Ada"), named(member("3", ""), "Ada (1)")},
			map[string]string{"Ada (1) (1)": "1", "Ada (2)": "2", "Ada (1)": "3"},
		},
		// A name can hold what a terminal obeys. Seam may have written it decomposed.
		{[]roster.GroupMember{named(member("1", ""), "\x1b[1A\x1b[2KAda\nPoe\u202e")}, map[string]string{"[1A [2KAda Poe": "1"}},
		{
			[]roster.GroupMember{named(member("1", ""), "Jose\u0301"), named(member("2", ""), "Jos\u00e9")},
			map[string]string{"Jos\u00e9 (1)": "1", "Jos\u00e9 (2)": "2"},
		},
	} {
		if got := byName(test.members); !reflect.DeepEqual(got, test.want) {
			t.Errorf("the names are %q, want %q", got, test.want)
		}
	}
}
