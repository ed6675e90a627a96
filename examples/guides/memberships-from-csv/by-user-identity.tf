locals {
  csv_file = file("${path.module}/memberships.csv")
}

data "seam_user_identities" "all" {
  lifecycle {
    precondition {
      condition     = local.problem_of_file == ""
      error_message = "memberships.csv: ${local.problem_of_file}"
    }
  }
}

data "seam_acs_systems" "all" {}

data "seam_acs_access_groups" "all" {}

locals {
  user_identities_of = {
    for identity in data.seam_user_identities.all.user_identities : lower(trimspace(identity.email_address)) => identity...
    if identity.email_address != null
  }
  acs_system_name = { for system in data.seam_acs_systems.all.acs_systems : system.acs_system_id => system.name }

  # Each access group under its name, and under the names of its system and its own.
  acs_access_groups_of = {
    for named in flatten([
      for group in data.seam_acs_access_groups.all.acs_access_groups : [
        { name = group.name, group = group },
        { name = "${trimspace(local.acs_system_name[group.acs_system_id])}: ${trimspace(group.name)}", group = group },
      ]
    ]) : lower(trimspace(named.name)) => named.group...
  }
}

resource "seam_acs_access_group_membership" "this" {
  for_each = local.memberships

  acs_access_group_id = one(local.acs_access_groups_of[each.value.access_group]).acs_access_group_id
  user_identity_id    = one(local.user_identities_of[each.value.email_address]).user_identity_id

  lifecycle {
    create_before_destroy = true

    precondition {
      condition = try(length(local.user_identities_of[each.value.email_address]), 0) == 1
      error_message = format("%s must be the email address of exactly one user identity. It is that of: %s.", each.value.email_address, try(
        join(", ", [for identity in local.user_identities_of[each.value.email_address] : "${identity.display_name} (${identity.user_identity_id})"]),
      "nobody"))
    }

    precondition {
      condition = try(length(local.acs_access_groups_of[each.value.access_group]), 0) == 1
      error_message = format("%q must be the name of exactly one access group. It is that of: %s. Add a column access_system where two systems have it.",
        each.value.access_group, try(
          join(", ", [for group in local.acs_access_groups_of[each.value.access_group] : "${group.name} in ${local.acs_system_name[group.acs_system_id]}"]),
      "none"))
    }
  }
}
