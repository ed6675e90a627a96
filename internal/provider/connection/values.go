// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import "github.com/hashicorp/terraform-plugin-framework/types"

// Text is a text of an answer, and null where Seam says nothing.
func Text(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}
