// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package lookup has the data sources: they look up what is in a workspace, alone by an ID or a name, or in a list.
package lookup

import "github.com/hashicorp/terraform-plugin-framework/datasource"

// DataSources returns what makes each data source.
func DataSources() []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newACSAccessGroupDataSource,
		newACSAccessGroupMembersDataSource,
		newACSAccessGroupsDataSource,
		newACSSystemDataSource,
		newACSSystemsDataSource,
		newACSUserDataSource,
		newACSUsersDataSource,
		newUserIdentitiesDataSource,
		newUserIdentityDataSource,
		newWorkspaceDataSource,
	}
}
