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

// checkName takes what somebody or something can be looked up by. Blanks around it are a mistake, such as a line break at
// the end of a file: nothing is called that, and nothing would be found.
func checkName(name string) error {
	switch trimmed := strings.TrimSpace(name); {
	case trimmed == "":
		return errors.New("it is empty; leave it out, or give it a value")
	case trimmed != name:
		return fmt.Errorf("%q has blanks around it: use %q", name, trimmed)
	default:
		return nil
	}
}

func isName() validator.String {
	return connection.Validator{Describes: "a text without blanks around it", Summary: "This cannot be looked up", Check: checkName}
}
