data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_groups" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

data "seam_acs_user" "ada" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  email_address = "ada@example.com"
}

locals {
  # Access groups by name. Two of the same name would be an error.
  acs_access_groups = {
    for group in data.seam_acs_access_groups.all.acs_access_groups : group.name => group.acs_access_group_id
  }
}

resource "seam_acs_access_group_membership" "ada" {
  for_each = toset(["Front door", "Garage"])

  acs_access_group_id = local.acs_access_groups[each.key]
  acs_user_id         = data.seam_acs_user.ada.acs_user_id

  lifecycle {
    create_before_destroy = true
  }
}
