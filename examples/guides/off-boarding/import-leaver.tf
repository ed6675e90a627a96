# Beside find-leaver.tf, whose leaver this is about.

data "seam_acs_users" "of_user_identity" {
  for_each = toset([
    for identity in data.seam_user_identities.leaver.user_identities : identity.user_identity_id
    if lower(trimspace(coalesce(identity.email_address, "-"))) == lower(local.leaver)
  ])

  user_identity_id = each.key
}

locals {
  # By address and by user identity: an ACS user may have only one of them.
  acs_users_of_leaver = toset(concat(
    [
      for user in data.seam_acs_users.leaver.acs_users : user.acs_user_id
      if lower(trimspace(coalesce(user.email_address, "-"))) == lower(local.leaver)
    ],
    flatten([for found in data.seam_acs_users.of_user_identity : found.acs_users[*].acs_user_id])
  ))
}

data "seam_acs_access_groups" "of_leaver" {
  for_each = local.acs_users_of_leaver

  acs_user_id = each.key
}

locals {
  # The import IDs of all memberships of the leaver.
  memberships_of_leaver = merge([
    for acs_user_id, found in data.seam_acs_access_groups.of_leaver : {
      for access_group in found.acs_access_groups : "${access_group.acs_access_group_id}/${acs_user_id}" => {
        acs_access_group_id = access_group.acs_access_group_id
        acs_user_id         = acs_user_id
      }
    }
  ]...)
}

import {
  for_each = local.memberships_of_leaver
  to       = seam_acs_access_group_membership.leaver[each.key]
  id       = each.key
}

resource "seam_acs_access_group_membership" "leaver" {
  for_each = local.memberships_of_leaver

  acs_access_group_id = each.value.acs_access_group_id
  acs_user_id         = each.value.acs_user_id
}
