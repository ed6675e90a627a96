// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/seamapi/terraform-provider-seam/internal/provider/connection"
	"github.com/seamapi/terraform-provider-seam/internal/seam"
)

func checkRequestTimeout(timeout string) error {
	switch parsed, err := time.ParseDuration(timeout); {
	case err != nil:
		return fmt.Errorf("%q is not a duration such as 30s or 2m", timeout)
	case parsed < minRequestTimeout || parsed > maxRequestTimeout:
		return fmt.Errorf("%q is not between %s and %s", timeout, minRequestTimeout, maxRequestTimeout)
	default:
		return nil
	}
}

func isEndpoint() validator.String {
	return connection.Validator{
		Describes: "an https URL, or an http one of a loopback address",
		Summary:   "The endpoint cannot be used",
		Check:     seam.CheckEndpoint,
		IsSecret:  true,
	}
}

func isRequestTimeout() validator.String {
	return connection.Validator{
		Describes: fmt.Sprintf("a duration from %s to %s", minRequestTimeout, maxRequestTimeout),
		Summary:   "The request timeout is not valid",
		Check:     checkRequestTimeout,
	}
}

func isAPIKey() validator.String {
	return connection.Validator{
		Describes: "an API key of a Seam workspace",
		Summary:   "The API key cannot be used",
		Check:     checkAPIKey,
		IsSecret:  true,
	}
}

func isPersonalAccessToken() validator.String {
	return connection.Validator{
		Describes: "a Seam personal access token",
		Summary:   "The personal access token cannot be used",
		Check:     checkPersonalAccessToken,
		IsSecret:  true,
	}
}
