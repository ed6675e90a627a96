// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package people

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
)

// maxPhoneDigits is how many digits a number in E.164 format has at most.
const maxPhoneDigits = 15

// isNotEmpty validates a text that Seam takes only with something in it.
func isNotEmpty() validator.String {
	return connection.Validator{Describes: "not empty", Summary: "This is empty", Check: checkNotEmpty}
}

func checkNotEmpty(text string) error {
	if strings.TrimSpace(text) == "" {
		return errors.New("it is empty; leave it out, or set it to null, to have none")
	}
	return nil
}

// isEmailAddress validates the shape of an address. Whether there is such a mailbox is left to Seam.
func isEmailAddress() validator.String {
	return connection.Validator{Describes: "an email address", Summary: "This is not an email address", Check: checkEmailAddress}
}

func checkEmailAddress(text string) error {
	mailbox, domain, hasAt := strings.Cut(text, "@")
	if !hasAt || mailbox == "" || domain == "" || strings.Contains(domain, "@") || strings.ContainsAny(text, " \t\r\n<>,;") {
		return fmt.Errorf("%q is not an email address such as ada@example.com", text)
	}
	return nil
}

// isPhoneNumber validates that a number is in E.164 format, in which Seam answers with it.
func isPhoneNumber() validator.String {
	return connection.Validator{Describes: "a phone number in E.164 format", Summary: "This is not a phone number", Check: checkPhoneNumber}
}

func checkPhoneNumber(text string) error {
	digits, hasPlus := strings.CutPrefix(text, "+")
	if !hasPlus || digits == "" || len(digits) > maxPhoneDigits || strings.Trim(digits, "0123456789") != "" || digits[0] == '0' {
		return fmt.Errorf("%q is not a phone number in E.164 format: a plus sign, the country code and the number without spaces, such as +14155550100", text)
	}
	return nil
}
