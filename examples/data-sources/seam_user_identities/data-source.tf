data "seam_user_identities" "all" {}

# People without a record in any access system.
output "user_identities_without_acs_user" {
  value = [
    for identity in data.seam_user_identities.all.user_identities : identity.display_name
    if length(identity.acs_user_ids) == 0
  ]
}
