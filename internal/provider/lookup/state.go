// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"bytes"
	"context"
	"fmt"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/vmihailenco/msgpack/v5"
)

// List carries the list of a data source around the framework, which would hold it in four forms at once: 10,000 users would
// take more than 100 MiB. The data source leaves the list null, and [List.PutInto] writes it into the answer of the call.
type List struct {
	// attribute is the name of the list, or empty if there is none.
	attribute string
	// encoded is the list as the protocol has it, in MessagePack.
	encoded msgpack.RawMessage
}

type listKey struct{}

// WithList returns the context for one call, in which a data source hands its list over.
func WithList(ctx context.Context) (context.Context, *List) {
	list := &List{}
	return context.WithValue(ctx, listKey{}, list), list
}

// PutInto writes the list that was handed over, if there is one, into the state that a data source has returned. It returns an
// error if the state is not what the protocol says.
func (l *List) PutInto(state *tfprotov6.DynamicValue) error {
	if l.attribute == "" || state == nil {
		return nil
	}
	var attributes map[string]msgpack.RawMessage
	if err := msgpack.Unmarshal(state.MsgPack, &attributes); err != nil {
		return fmt.Errorf("reading a state to write a list into it: %w", err)
	}
	attributes[l.attribute] = l.encoded
	var err error
	state.MsgPack, err = msgpack.Marshal(attributes)
	return err
}

// take converts the list of a model, and returns the model without it.
func (l *List) take(ctx context.Context, model reflect.Value, typ tftypes.Object) (reflect.Value, error) {
	rest := reflect.New(model.Type()).Elem()
	rest.Set(model)
	for i := range rest.NumField() {
		field, name := rest.Field(i), model.Type().Field(i).Tag.Get("tfsdk")
		list, isList := typ.AttributeTypes[name].(tftypes.List)
		if !isList || field.IsNil() {
			continue
		}
		encoded, err := encodedList(ctx, field, list.ElementType)
		if err != nil {
			return rest, err
		}
		l.attribute, l.encoded = name, encoded
		field.SetZero()
	}
	return rest, nil
}

// encodedList converts one object after the other, so that no two of them are there in the framework's form.
func encodedList(ctx context.Context, list reflect.Value, typ tftypes.Type) (msgpack.RawMessage, error) {
	var encoded bytes.Buffer
	if err := msgpack.NewEncoder(&encoded).EncodeArrayLen(list.Len()); err != nil {
		return nil, err
	}
	for i := range list.Len() {
		value, err := terraformValue(ctx, list.Index(i), typ)
		if err != nil {
			return nil, err
		}
		element, err := tfprotov6.NewDynamicValue(typ, value)
		if err != nil {
			return nil, err
		}
		encoded.Write(element.MsgPack)
	}
	return encoded.Bytes(), nil
}

// setList writes the state of a data source that reads a list, as state.Set does, or hands its list over to [List].
func setList(ctx context.Context, state *tfsdk.State, model any) diag.Diagnostics {
	var diags diag.Diagnostics
	typ, value := state.Schema.Type().TerraformType(ctx), reflect.ValueOf(model)
	var err error
	if list, isTaken := ctx.Value(listKey{}).(*List); isTaken {
		value, err = list.take(ctx, value, typ.(tftypes.Object)) //nolint:forcetypeassert // A schema is an object.
	}
	if err == nil {
		state.Raw, err = terraformValue(ctx, value, typ)
	}
	if err != nil {
		diags.AddError("The result could not be converted", fmt.Sprintf("This is a bug in the provider: %s.", err))
	}
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
