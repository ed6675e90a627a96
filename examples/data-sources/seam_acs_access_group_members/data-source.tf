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

# Members who are listed, with a change on its way to the access system.
output "garage_pending" {
  value = {
    for user in data.seam_acs_access_group_members.garage.acs_users :
    user.acs_user_id => [for mutation in user.pending_mutations : mutation.message]
    if length(user.pending_mutations) > 0
  }
}

# Changes of the access group itself: with them come those who are joining and are not listed yet.
output "garage_joining" {
  value = [
    for mutation in data.seam_acs_access_group.garage.pending_mutations :
    coalesce(mutation.to.acs_user_id, mutation.acs_user_id)
    if mutation.to.acs_user_id != null || mutation.variant == "adding"
  ]
}
