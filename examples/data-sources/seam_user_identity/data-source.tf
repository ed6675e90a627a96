data "seam_user_identity" "farid" {
  email_address = "farid@example.com"
}

# The access groups that list the person, in every access system.
data "seam_acs_access_groups" "farid" {
  user_identity_id = data.seam_user_identity.farid.user_identity_id
}

output "farid_is_in" {
  value = [for group in data.seam_acs_access_groups.farid.acs_access_groups : group.name]
}
