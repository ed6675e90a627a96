data "seam_user_identity" "ada" {
  email_address = "ada@example.com"
}

data "seam_acs_entrances" "ada" {
  user_identity_id = data.seam_user_identity.ada.user_identity_id
}

output "doors_of_ada" {
  value = data.seam_acs_entrances.ada.acs_entrances[*].display_name
}
