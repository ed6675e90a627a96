data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Front door"
}

data "seam_acs_user" "front_door" {
  for_each = toset(["ada@example.com", "bruno@example.com"])

  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  email_address = each.key
}

resource "seam_acs_access_group_members" "front_door" {
  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  acs_user_ids        = { for email_address, user in data.seam_acs_user.front_door : email_address => user.acs_user_id }
}
