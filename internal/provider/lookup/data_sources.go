// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

// Package lookup has the data sources, which look up objects in a workspace: one by an ID or a name, or a list.
package lookup

import "github.com/hashicorp/terraform-plugin-framework/datasource"

// DataSources returns the constructors of all data sources.
func DataSources() []func() datasource.DataSource {
	return []func() datasource.DataSource{
		newACSAccessGroupDataSource,
		newACSAccessGroupMembersDataSource,
		newACSAccessGroupsDataSource,
		newACSEntranceDataSource,
		newACSEntrancesDataSource,
		newACSSystemDataSource,
		newACSSystemsDataSource,
		newACSUserDataSource,
		newACSUsersDataSource,
		newUserIdentitiesDataSource,
		newUserIdentityDataSource,
		newWorkspaceDataSource,
	}
}
