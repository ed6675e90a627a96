// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"slices"
)

// silenceSDK turns the trace logs of the plugin protocol and of the framework off where nobody has asked for logs. Terraform
// reads each of their lines and drops it: that takes a quarter of the provider's time in a plan. Where somebody has set
// TF_LOG, TF_LOG_PROVIDER or one of the SDK's own variables, it changes nothing. Its error is that of setenv.
func silenceSDK(getenv func(string) string, setenv func(name, value string) error) error {
	loggers := []string{"TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK"}
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
