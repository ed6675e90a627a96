// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"net/http"
	"strings"
	"testing"

	"github.com/seamapi/terraform-provider-seam/internal/fakeseam"
)

func TestEveryRequestHasToComeFromTheReleasedVersion(t *testing.T) {
	t.Parallel()
	from := func(agent string) fakeseam.Request {
		return fakeseam.Request{Path: "/workspaces/get", Header: http.Header{"User-Agent": {agent}}}
	}
	released := from("terraform-provider-seam/1.2.3 terraform/1.11.4")
	tests := map[string]struct {
		requests []fakeseam.Request
		want     string
	}{
		"all of them":      {[]fakeseam.Request{released, released}, ""},
		"none was sent":    {nil, "there was no request"},
		"another version":  {[]fakeseam.Request{released, from("terraform-provider-seam/1.2.30 terraform/1.11.4")}, "a request to /workspaces/get came from"},
		"no version":       {[]fakeseam.Request{from("terraform-provider-seam/dev terraform/1.11.4")}, "terraform-provider-seam/dev"},
		"something else":   {[]fakeseam.Request{from("curl/8")}, "curl/8"},
		"no name at all":   {[]fakeseam.Request{from("")}, "came from"},
		"one that is none": {[]fakeseam.Request{from("x terraform-provider-seam/1.2.3 ")}, "came from"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := checkUserAgent(test.requests, "1.2.3")
			if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
				t.Errorf("got the error %v, want %q", err, test.want)
			}
		})
	}
}
