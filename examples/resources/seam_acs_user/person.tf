data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Front door"
}

resource "seam_user_identity" "hugo" {
  user_identity_key = "employee-1008"
  full_name         = "Hugo Lund"
  email_address     = "hugo@example.com"
}

resource "seam_acs_user" "hugo" {
  acs_system_id    = data.seam_acs_system.harbour_street.acs_system_id
  full_name        = seam_user_identity.hugo.full_name
  email_address    = seam_user_identity.hugo.email_address
  user_identity_id = seam_user_identity.hugo.user_identity_id
}

resource "seam_acs_access_group_membership" "hugo_front_door" {
  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  acs_user_id         = seam_acs_user.hugo.acs_user_id
}
