// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"context"
	"reflect"
	"runtime"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/seamapi/terraform-provider-seam/internal/provider"
	"github.com/seamapi/terraform-provider-seam/internal/provider/providertest"
)

// onePerObject returns the calls that Terraform makes for each object of a configuration or a state.
func onePerObject() []string {
	return []string{
		"ApplyResourceChange", "GenerateResourceConfig", "ImportResourceState", "PlanResourceChange", "ReadDataSource", "ReadResource",
		"UpgradeResourceIdentity", "UpgradeResourceState", "ValidateDataResourceConfig", "ValidateResourceConfig",
	}
}

// keeps reports whether a server still holds the context of a call after the call is over.
func keeps(t *testing.T, server tfprotov6.ProviderServer, method string) bool {
	t.Helper()
	type key struct{}
	value := new([1 << 10]byte)
	held := weak.Make(value)
	call := reflect.ValueOf(server).MethodByName(method)
	request := reflect.New(call.Type().In(1).Elem())
	request.Elem().FieldByName("TypeName").SetString(providertest.MembershipType)
	call.Call([]reflect.Value{reflect.ValueOf(context.WithValue(t.Context(), key{}, value)), request})
	runtime.GC()
	runtime.KeepAlive(server)
	return held.Value() != nil
}

// A process makes several calls for each of ten thousand memberships.
func TestServerLetsGoOfEachCallForAnObject(t *testing.T) {
	t.Parallel()
	server, err := provider.NewServer("test")
	if err != nil {
		t.Fatal(err)
	}
	for _, method := range onePerObject() {
		if keeps(t, server, method) {
			t.Errorf("%s: its context is still held", method)
		}
	}
}

// Once this fails, the framework does it by itself, and the provider need not.
func TestFrameworkHoldsTheContextOfEachCall(t *testing.T) {
	t.Parallel()
	framework := providerserver.NewProtocol6(provider.New("test")())()
	for _, method := range onePerObject() {
		if !keeps(t, framework, method) {
			t.Errorf("%s: its context is held no longer", method)
		}
	}
}
