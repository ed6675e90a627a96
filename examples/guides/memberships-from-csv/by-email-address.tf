data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_users" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

data "seam_acs_access_groups" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

locals {
  acs_user_id_of = {
    for user in data.seam_acs_users.all.acs_users : lower(user.email_address) => user.acs_user_id
    if user.email_address != null
  }
  acs_access_group_id_of = {
    for group in data.seam_acs_access_groups.all.acs_access_groups : group.name => group.acs_access_group_id
  }

  # One membership for each row, under a key that says which one it is.
  memberships = {
    for row in csvdecode(file("${path.module}/memberships.csv")) : "${lower(row.email_address)} in ${row.access_group}" => {
      email_address = lower(row.email_address)
      access_group  = row.access_group
    }
  }
}

resource "seam_acs_access_group_membership" "this" {
  for_each = local.memberships

  acs_access_group_id = local.acs_access_group_id_of[each.value.access_group]
  acs_user_id         = local.acs_user_id_of[each.value.email_address]

  lifecycle {
    create_before_destroy = true
  }
}
