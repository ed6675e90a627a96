// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"errors"
	"maps"
	"testing"
)

func TestLogsAreOffUnlessSomebodyAsksForLogs(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		environment map[string]string
		isSilenced  bool
	}{
		"nothing is set":              {map[string]string{}, true},
		"TF_LOG is empty":             {map[string]string{"TF_LOG": ""}, true},
		"only core logs are asked":    {map[string]string{"TF_LOG_CORE": "TRACE"}, true},
		"TF_LOG is set":               {map[string]string{"TF_LOG": "INFO"}, false},
		"TF_LOG_PROVIDER is set":      {map[string]string{"TF_LOG_PROVIDER": "DEBUG"}, false},
		"TF_LOG_SDK is set":           {map[string]string{"TF_LOG_SDK": "TRACE"}, false},
		"TF_LOG_SDK_PROTO is set":     {map[string]string{"TF_LOG_SDK_PROTO": "WARN"}, false},
		"TF_LOG_SDK_FRAMEWORK is set": {map[string]string{"TF_LOG_SDK_FRAMEWORK": "TRACE"}, false},
		"TF_LOG_PROVIDER_SEAM is set": {map[string]string{"TF_LOG_PROVIDER_SEAM": "DEBUG"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := maps.Clone(c.environment)
			if c.isSilenced {
				for _, logger := range []string{"TF_LOG_SDK", "TF_LOG_SDK_PROTO", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_PROVIDER_SEAM"} {
					want[logger] = "off"
				}
			}
			err := silenceLogs(func(name string) string { return c.environment[name] }, func(name, value string) error {
				c.environment[name] = value
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if !maps.Equal(c.environment, want) {
				t.Errorf("the environment is %v, want %v", c.environment, want)
			}
		})
	}
}

func TestSilenceLogsReportsAnEnvironmentThatCannotBeSet(t *testing.T) {
	t.Parallel()
	broken := errors.New("read-only")
	err := silenceLogs(func(string) string { return "" }, func(string, string) error { return broken })
	if !errors.Is(err, broken) {
		t.Errorf("the error is %v, want %v", err, broken)
	}
}
