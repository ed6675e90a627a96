data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Front door"
}

data "seam_acs_users" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

locals {
  # ACS users by email address, one list for everybody. Two with the same address would be an error.
  acs_users = {
    for user in data.seam_acs_users.all.acs_users : lower(user.email_address) => user.acs_user_id
    if user.email_address != null
  }
}

resource "seam_acs_access_group_membership" "front_door" {
  for_each = toset(["ada@example.com", "bruno@example.com", "chidi@example.com"])

  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  acs_user_id         = local.acs_users[each.key]

  lifecycle {
    create_before_destroy = true
  }
}
