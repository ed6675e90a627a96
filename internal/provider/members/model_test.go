// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package members

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestTextTellsMapsApart(t *testing.T) {
	t.Parallel()
	of := func(elements map[string]attr.Value) types.Map { return types.MapValueMust(types.StringType, elements) }
	made := map[string]types.Map{}
	for _, m := range []types.Map{
		types.MapNull(types.StringType),
		types.MapUnknown(types.StringType),
		of(nil),
		of(map[string]attr.Value{"jane": types.StringNull()}),
		of(map[string]attr.Value{"jane": types.StringUnknown()}),
		of(map[string]attr.Value{"jane": types.StringValue("<null>")}),
		of(map[string]attr.Value{"jane": types.StringValue("<unknown>")}),
		of(map[string]attr.Value{"jane": types.StringValue("a")}),
		of(map[string]attr.Value{"jane": types.StringValue("a"), "joe": types.StringValue("b")}),
		of(map[string]attr.Value{`jane": "a" "joe`: types.StringValue("b")}),
		of(map[string]attr.Value{"jane": types.StringValue(`a" "joe": "b`)}),
	} {
		if same, isMade := made[text(m)]; isMade {
			t.Errorf("%s and %s are both %s", m, same, text(m))
		}
		made[text(m)] = m
		if again := types.MapValueMust(types.StringType, m.Elements()); !m.IsNull() && !m.IsUnknown() && text(again) != text(m) {
			t.Errorf("%s is both %s and %s", m, text(m), text(again))
		}
	}
}
