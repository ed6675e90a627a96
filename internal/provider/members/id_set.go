// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.SetTypable                    = idSetType{}
	_ basetypes.SetValuableWithSemanticEquals = idSet{}
	_ xattr.ValidateableAttribute             = idSet{}
)

// idSetType is a set of IDs that compares quickly. The framework's own set of strings compares every element with every
// other, which takes a second for a thousand IDs.
type idSetType struct {
	basetypes.SetType
}

// newIDSetType returns the type of a set of IDs.
func newIDSetType() idSetType {
	return idSetType{basetypes.SetType{ElemType: basetypes.StringType{}}}
}

func (t idSetType) String() string {
	return "idSetType"
}

func (t idSetType) Equal(other attr.Type) bool {
	_, isIDSet := other.(idSetType)
	return isIDSet
}

func (t idSetType) ValueType(context.Context) attr.Value {
	return idSet{}
}

func (t idSetType) ValueFromSet(_ context.Context, set basetypes.SetValue) (basetypes.SetValuable, diag.Diagnostics) {
	return idSet{set}, nil
}

func (t idSetType) ValueFromTerraform(ctx context.Context, value tftypes.Value) (attr.Value, error) {
	converted, err := t.SetType.ValueFromTerraform(ctx, value)
	if err != nil {
		return nil, err
	}
	set, _ := converted.(basetypes.SetValue)
	return idSet{set}, nil
}

// idSet is a value of an idSetType.
type idSet struct {
	basetypes.SetValue
}

// idSetOf returns a set of these IDs, without duplicates.
func idSetOf(ids []string) idSet {
	ids = slices.Compact(slices.Sorted(slices.Values(ids)))
	elements := make([]attr.Value, len(ids))
	for i, id := range ids {
		elements[i] = basetypes.NewStringValue(id)
	}
	return idSet{basetypes.NewSetValueMust(basetypes.StringType{}, elements)}
}

// nullIDSet returns null.
func nullIDSet() idSet {
	return idSet{basetypes.NewSetNull(basetypes.StringType{})}
}

func (s idSet) Type(context.Context) attr.Type {
	return newIDSetType()
}

func (s idSet) Equal(other attr.Value) bool {
	o, isIDSet := other.(idSet)
	if !isIDSet || s.IsNull() != o.IsNull() || s.IsUnknown() != o.IsUnknown() || len(s.Elements()) != len(o.Elements()) {
		return false
	}
	if !s.isWhollyKnown() || !o.isWhollyKnown() {
		return s.SetValue.Equal(o.SetValue)
	}
	return slices.Equal(slices.Sorted(slices.Values(s.known())), slices.Sorted(slices.Values(o.known())))
}

// SetSemanticEquals reports whether both sets are equal, in place of the framework's own comparison.
func (s idSet) SetSemanticEquals(_ context.Context, other basetypes.SetValuable) (bool, diag.Diagnostics) {
	return s.Equal(other), nil
}

// ValidateAttribute does nothing, in place of the framework's search for duplicates: Terraform sends none.
func (s idSet) ValidateAttribute(context.Context, xattr.ValidateAttributeRequest, *xattr.ValidateAttributeResponse) {
}

// known returns the IDs that are known.
func (s idSet) known() []string {
	var ids []string
	for _, element := range s.Elements() {
		if id, isString := element.(basetypes.StringValue); isString && !id.IsNull() && !id.IsUnknown() {
			ids = append(ids, id.ValueString())
		}
	}
	return ids
}

func (s idSet) isWhollyKnown() bool {
	return !s.IsUnknown() && len(s.known()) == len(s.Elements())
}
