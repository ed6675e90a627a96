// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// trimmed returns a text without the blanks around it: whitespace, and what a text editor or a spreadsheet leaves at the ends
// of a file or a cell and shows to nobody.
func trimmed(text string) string {
	const byteOrderMark, zeroWidthSpace = '\ufeff', '\u200b'
	return strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == byteOrderMark || r == zeroWidthSpace })
}

// checkName accepts a value that something can be looked up by. Blanks around it are a mistake, such as the line break at the
// end of a file: Terraform would keep them, and the same value without them would be another one.
func checkName(name string) error {
	switch trimmed := trimmed(name); {
	case trimmed == "":
		return errors.New("it is empty; leave it out or give it a value")
	case trimmed != name:
		return fmt.Errorf("%q has leading or trailing whitespace: use %q", name, trimmed)
	default:
		return nil
	}
}

func isName() validator.String {
	return connection.Validator{Describes: "a text without leading or trailing whitespace", Summary: "This value cannot be looked up", Check: checkName}
}
