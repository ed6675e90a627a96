data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "garage" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Garage"
}

data "seam_acs_access_group_members" "garage" {
  acs_access_group_id = data.seam_acs_access_group.garage.acs_access_group_id
}

output "garage" {
  value = [for user in data.seam_acs_access_group_members.garage.acs_users : user.display_name]
}

# Members with a change on its way to the access system.
output "garage_pending" {
  value = {
    for user in data.seam_acs_access_group_members.garage.acs_users :
    user.acs_user_id => [for mutation in user.pending_mutations : mutation.message]
    if length(user.pending_mutations) > 0
  }
}
