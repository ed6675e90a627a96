data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Front door"
}

# Seam finds the person's ACS user in the access system, or creates one.
data "seam_user_identity" "elif" {
  email_address = "elif@example.com"
}

resource "seam_acs_access_group_membership" "elif_front_door" {
  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  user_identity_id    = data.seam_user_identity.elif.user_identity_id

  lifecycle {
    create_before_destroy = true
  }
}
