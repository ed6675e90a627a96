data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Front door"
}

data "seam_acs_user" "ada" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  email_address = "ada@example.com"
}

resource "seam_acs_access_group_membership" "ada_front_door" {
  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  acs_user_id         = data.seam_acs_user.ada.acs_user_id

  lifecycle {
    create_before_destroy = true
  }
}
