data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "garage" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Garage"
}

data "seam_acs_user" "bruno" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  email_address = "bruno@example.com"
}

resource "seam_acs_access_group_membership" "bruno_garage" {
  acs_access_group_id = data.seam_acs_access_group.garage.acs_access_group_id
  acs_user_id         = data.seam_acs_user.bruno.acs_user_id

  lifecycle {
    create_before_destroy = true
  }
}
