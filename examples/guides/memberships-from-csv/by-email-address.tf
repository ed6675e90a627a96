locals {
  csv_file = file("${path.module}/memberships.csv")
}

data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_users" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id

  lifecycle {
    precondition {
      condition     = local.problem_of_file == ""
      error_message = "memberships.csv: ${local.problem_of_file}"
    }
  }
}

data "seam_acs_access_groups" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

locals {
  # Lists, since two users may share an address and two access groups a name. That matters only where the file names them.
  acs_users_of = {
    for user in data.seam_acs_users.all.acs_users : lower(trimspace(user.email_address)) => user...
    if user.email_address != null
  }
  acs_access_groups_of = {
    for group in data.seam_acs_access_groups.all.acs_access_groups : lower(trimspace(group.name)) => group...
  }
}

resource "seam_acs_access_group_membership" "this" {
  for_each = local.memberships

  acs_access_group_id = one(local.acs_access_groups_of[each.value.access_group]).acs_access_group_id
  acs_user_id         = one(local.acs_users_of[each.value.email_address]).acs_user_id

  lifecycle {
    create_before_destroy = true

    precondition {
      condition = try(length(local.acs_users_of[each.value.email_address]), 0) == 1
      error_message = format("%s must be the email address of exactly one ACS user. It is that of: %s.", each.value.email_address, try(
        join(", ", [for user in local.acs_users_of[each.value.email_address] : "${user.display_name} (${user.acs_user_id})"]),
      "nobody"))
    }

    precondition {
      condition = try(length(local.acs_access_groups_of[each.value.access_group]), 0) == 1
      error_message = format("%q must be the name of exactly one access group. It is that of: %s.", each.value.access_group, try(
        join(", ", local.acs_access_groups_of[each.value.access_group][*].acs_access_group_id),
      "none"))
    }
  }
}
