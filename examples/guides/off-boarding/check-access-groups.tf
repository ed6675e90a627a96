locals {
  leaver = "bruno@example.com"
}

data "seam_user_identities" "leaver" {
  search = local.leaver
}

data "seam_acs_users" "of_address" {
  search = local.leaver
}

data "seam_acs_users" "of_user_identity" {
  for_each = toset([
    for identity in data.seam_user_identities.leaver.user_identities : identity.user_identity_id
    if lower(trimspace(coalesce(identity.email_address, "-"))) == lower(local.leaver)
  ])

  user_identity_id = each.key
}

locals {
  # By address and by user identity, either of which may be gone.
  acs_users_of_leaver = merge(
    {
      for user in data.seam_acs_users.of_address.acs_users : user.acs_user_id => user
      if lower(trimspace(coalesce(user.email_address, "-"))) == lower(local.leaver)
    },
    [for found in data.seam_acs_users.of_user_identity : { for user in found.acs_users : user.acs_user_id => user }]...
  )

  # What is on its way to put the leaver into an access group, or scheduled for later.
  leaver_joins = flatten([
    for user in local.acs_users_of_leaver : [
      for mutation in user.pending_mutations : coalesce(mutation.message, mutation.mutation_code)
      if mutation.to.acs_access_group_id != null || mutation.variant == "adding"
    ]
  ])
}

data "seam_acs_access_groups" "of_leaver" {
  for_each = local.acs_users_of_leaver

  acs_user_id = each.key
}

locals {
  access_groups_of_leaver = flatten([for found in data.seam_acs_access_groups.of_leaver : found.acs_access_groups[*].name])
}

check "leaver_is_out" {
  assert {
    condition     = length(local.access_groups_of_leaver) == 0
    error_message = "${local.leaver} has left and is still in ${join(", ", local.access_groups_of_leaver)}."
  }

  assert {
    condition     = length(local.leaver_joins) == 0
    error_message = "${local.leaver} has left and is about to join an access group: ${join(", ", local.leaver_joins)}"
  }
}

# Nobody here means that nobody has the address, or that it is mistyped.
output "acs_users_of_leaver" {
  value = { for id, user in local.acs_users_of_leaver : id => user.display_name }
}
