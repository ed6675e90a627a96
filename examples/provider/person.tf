data "seam_acs_system" "office" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
  name          = "Front door"
}

# Somebody new: who she is, her record in the access system, and her place in an access group.
resource "seam_user_identity" "gesa" {
  full_name     = "Gesa Brandt"
  email_address = "gesa@example.com"
}

resource "seam_acs_user" "gesa" {
  acs_system_id    = data.seam_acs_system.office.acs_system_id
  full_name        = seam_user_identity.gesa.full_name
  email_address    = seam_user_identity.gesa.email_address
  user_identity_id = seam_user_identity.gesa.user_identity_id
}

resource "seam_acs_access_group_membership" "gesa" {
  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  acs_user_id         = seam_acs_user.gesa.acs_user_id
}
