// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// setList writes the state of a list, as state.Set does. The framework's own conversion keeps the type of every object of the
// list beside it, in two forms: nearly 100 MiB for 10,000 users, which is more than the collector is given. Here all of them
// share one.
func setList(ctx context.Context, state *tfsdk.State, model any) diag.Diagnostics {
	var diags diag.Diagnostics
	raw, err := terraformValue(ctx, reflect.ValueOf(model), state.Schema.Type().TerraformType(ctx))
	if err != nil {
		diags.AddError("The result could not be converted", fmt.Sprintf("This is a bug in the provider: %s.", err))
		return diags
	}
	state.Raw = raw
	return diags
}

// terraformValue converts a model, or a part of one, to a value of the type that its schema has.
func terraformValue(ctx context.Context, model reflect.Value, typ tftypes.Type) (tftypes.Value, error) {
	if value, ok := model.Interface().(attr.Value); ok {
		return value.ToTerraformValue(ctx)
	}
	switch model.Kind() {
	case reflect.String:
		return tftypes.NewValue(typ, model.String()), nil
	case reflect.Pointer:
		if model.IsNil() {
			return tftypes.NewValue(typ, nil), nil
		}
		return terraformValue(ctx, model.Elem(), typ)
	case reflect.Slice:
		return terraformList(ctx, model, typ)
	case reflect.Struct:
		return terraformObject(ctx, model, typ)
	default:
		return tftypes.Value{}, fmt.Errorf("a %s is in a model", model.Type())
	}
}

func terraformList(ctx context.Context, model reflect.Value, typ tftypes.Type) (tftypes.Value, error) {
	list, ok := typ.(tftypes.List)
	if !ok {
		return tftypes.Value{}, fmt.Errorf("a %s is in the place of a %s", model.Type(), typ)
	}
	if model.IsNil() {
		return tftypes.NewValue(list, nil), nil
	}
	elements := make([]tftypes.Value, model.Len())
	for i := range elements {
		element, err := terraformValue(ctx, model.Index(i), list.ElementType)
		if err != nil {
			return tftypes.Value{}, err
		}
		elements[i] = element
	}
	return tftypes.NewValue(list, elements), nil
}

func terraformObject(ctx context.Context, model reflect.Value, typ tftypes.Type) (tftypes.Value, error) {
	object, ok := typ.(tftypes.Object)
	if !ok || len(object.AttributeTypes) != model.NumField() {
		return tftypes.Value{}, fmt.Errorf("a %s is in the place of a %s", model.Type(), typ)
	}
	attributes := make(map[string]tftypes.Value, model.NumField())
	for i := range model.NumField() {
		name := model.Type().Field(i).Tag.Get("tfsdk")
		value, err := terraformValue(ctx, model.Field(i), object.AttributeTypes[name])
		if err != nil {
			return tftypes.Value{}, err
		}
		attributes[name] = value
	}
	return tftypes.NewValue(object, attributes), nil
}
