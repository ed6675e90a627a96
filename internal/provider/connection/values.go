// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package connection

import "github.com/hashicorp/terraform-plugin-framework/types"

// Text converts a text from Seam: an empty one is null.
func Text(text string) types.String {
	if text == "" {
		return types.StringNull()
	}
	return types.StringValue(text)
}
