// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

func getWorkspaceRoute() route {
	return route{bodiless: true, handle: (*Fake).getWorkspace}
}

func (f *Fake) getWorkspace(c *call) ([]byte, *apiError) {
	return ok(part{"workspace", c.workspace.json()}), nil
}
