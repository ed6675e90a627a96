// Copyright (c) The terraform-provider-seam authors
// SPDX-License-Identifier: MPL-2.0

package fakeseam

import "strings"

// routeTo returns the route of a path.
func routeTo(path string) (route, bool) {
	switch {
	case strings.HasPrefix(path, "/acs/access_groups/"):
		return routeToAccessGroups(path)
	case strings.HasPrefix(path, "/acs/users/"):
		return routeToACSUsers(path)
	case strings.HasPrefix(path, "/user_identities/"):
		return routeToUserIdentities(path)
	}
	switch path {
	case "/acs/entrances/get":
		return getEntranceRoute(), true
	case "/acs/entrances/list":
		return listEntrancesRoute(), true
	case "/acs/systems/get":
		return getSystemRoute(), true
	case "/acs/systems/list":
		return listSystemsRoute(), true
	case "/workspaces/get":
		return getWorkspaceRoute(), true
	default:
		return route{}, false
	}
}

func routeToAccessGroups(path string) (route, bool) {
	switch path {
	case "/acs/access_groups/add_user":
		return addUserRoute(), true
	case "/acs/access_groups/delete":
		return deleteGroupRoute(), true
	case "/acs/access_groups/get":
		return getGroupRoute(), true
	case "/acs/access_groups/list":
		return listGroupsRoute(), true
	case "/acs/access_groups/list_accessible_entrances":
		return listEntrancesOfGroupRoute(), true
	case "/acs/access_groups/list_users":
		return listGroupUsersRoute(), true
	default:
		return route{}, false
	}
}

func routeToACSUsers(path string) (route, bool) {
	switch path {
	case "/acs/users/add_to_access_group":
		return addToAccessGroupRoute(), true
	case "/acs/users/create":
		return createUserRoute(), true
	case "/acs/users/delete":
		return deleteUserRoute(), true
	case "/acs/users/get":
		return getUserRoute(), true
	case "/acs/users/list":
		return listUsersRoute(), true
	case "/acs/users/list_accessible_entrances":
		return listEntrancesOfUserRoute(), true
	case "/acs/users/remove_from_access_group":
		return removeFromAccessGroupRoute(), true
	case "/acs/users/suspend":
		return suspendUserRoute(true), true
	case "/acs/users/unsuspend":
		return suspendUserRoute(false), true
	case "/acs/users/update":
		return updateUserRoute(), true
	default:
		return route{}, false
	}
}

func routeToUserIdentities(path string) (route, bool) {
	switch path {
	case "/user_identities/add_acs_user":
		return addACSUserRoute(), true
	case "/user_identities/create":
		return createIdentityRoute(), true
	case "/user_identities/delete":
		return deleteIdentityRoute(), true
	case "/user_identities/get":
		return getIdentityRoute(), true
	case "/user_identities/list":
		return listIdentitiesRoute(), true
	case "/user_identities/list_accessible_entrances":
		return listEntrancesOfIdentityRoute(), true
	case "/user_identities/list_acs_users":
		return listACSUsersOfIdentityRoute(), true
	case "/user_identities/merge":
		return mergeIdentitiesRoute(), true
	case "/user_identities/remove_acs_user":
		return removeACSUserRoute(), true
	case "/user_identities/update":
		return updateIdentityRoute(), true
	default:
		return route{}, false
	}
}
