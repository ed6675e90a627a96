// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// checkName accepts a value that something can be looked up by. Whitespace around it is a mistake, such as the line break at
// the end of a file, and would find nothing.
func checkName(name string) error {
	switch trimmed := strings.TrimSpace(name); {
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
