// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"slices"
)

// silenceLogs turns the logs of the plugin protocol, of the framework and of the provider off where nobody has asked for logs.
// Terraform reads each of their lines and drops it: that takes a quarter of the provider's time in a plan. Where somebody has
// set TF_LOG, TF_LOG_PROVIDER or the variable of one of these logs, it changes nothing. Its error is that of setenv.
func silenceLogs(getenv func(string) string, setenv func(name, value string) error) error {
	loggers := []string{"TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_PROVIDER_SEAM"}
	isSet := func(name string) bool { return getenv(name) != "" }
	if slices.ContainsFunc(append(loggers, "TF_LOG", "TF_LOG_PROVIDER"), isSet) {
		return nil
	}
	for _, logger := range loggers {
		if err := setenv(logger, "off"); err != nil {
			return fmt.Errorf("setting %s: %w", logger, err)
		}
	}
	return nil
}
