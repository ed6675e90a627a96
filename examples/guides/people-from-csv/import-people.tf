data "seam_user_identities" "all" {}

data "seam_acs_users" "all" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
}

locals {
  # Those who are in the table, by address.
  existing_identities = {
    for identity in data.seam_user_identities.all.user_identities : lower(identity.email_address) => identity.user_identity_id
    if contains(keys(local.people), lower(coalesce(identity.email_address, "-")))
  }
  existing_users = {
    for user in data.seam_acs_users.all.acs_users : lower(user.email_address) => user.acs_user_id
    if contains(keys(local.people), lower(coalesce(user.email_address, "-")))
  }
}

import {
  for_each = local.existing_identities

  to = seam_user_identity.person[each.key]
  id = each.value
}

import {
  for_each = local.existing_users

  to = seam_acs_user.person[each.key]
  id = each.value
}
