// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// partlyKnown is a set of an ID and one that is not known yet.
func partlyKnown(id string) idSet {
	return idSet{basetypes.NewSetValueMust(basetypes.StringType{}, []attr.Value{
		basetypes.NewStringValue(id), basetypes.NewStringUnknown(),
	})}
}

func TestIDSetsAreEqualWhateverTheOrder(t *testing.T) {
	t.Parallel()
	sets := []idSet{
		idSetOf(nil), idSetOf([]string{"a"}), idSetOf([]string{"a", "b"}), idSetOf([]string{"a", "c"}),
		nullIDSet(), {basetypes.NewSetUnknown(basetypes.StringType{})}, partlyKnown("a"), partlyKnown("b"),
	}
	for i, a := range sets {
		for j, b := range sets {
			if got := a.Equal(b); got != (i == j) {
				t.Errorf("%s equal to %s: %t", a, b, got)
			}
			if got, diags := a.SetSemanticEquals(t.Context(), b); got != (i == j) || diags.HasError() {
				t.Errorf("%s semantically equal to %s: %t", a, b, got)
			}
		}
	}
	reversed := idSet{basetypes.NewSetValueMust(basetypes.StringType{}, []attr.Value{
		basetypes.NewStringValue("b"), basetypes.NewStringValue("a"),
	})}
	if !reversed.Equal(idSetOf([]string{"a", "b"})) {
		t.Error("the order of the elements counts")
	}
	if idSetOf(nil).Equal(idSetOf(nil).SetValue) {
		t.Error("a set of IDs is equal to a value of another type")
	}
}

func TestIDSetHasEachIDOnce(t *testing.T) {
	t.Parallel()
	if set := idSetOf([]string{"b", "a", "b"}); !set.Equal(idSetOf([]string{"a", "b"})) {
		t.Errorf("the set is %s", set)
	}
}

func TestIDSetIsWhollyKnownWhereNoIDIsMissing(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		set  idSet
		want bool
	}{
		{nullIDSet(), true},
		{idSetOf([]string{"a"}), true},
		{partlyKnown("a"), false},
		{idSet{basetypes.NewSetUnknown(basetypes.StringType{})}, false},
	} {
		if got := test.set.isWhollyKnown(); got != test.want {
			t.Errorf("%s is wholly known: %t", test.set, got)
		}
	}
}
