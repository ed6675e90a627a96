data "seam_user_identity" "bruno" {
  email_address = "bruno@example.com"
}

data "seam_acs_access_groups" "of_bruno" {
  user_identity_id = data.seam_user_identity.bruno.user_identity_id
}

data "seam_acs_users" "of_bruno" {
  user_identity_id = data.seam_user_identity.bruno.user_identity_id
}

locals {
  # What is on its way to put Bruno into an access group, or scheduled for later.
  bruno_joins = flatten([
    for user in data.seam_acs_users.of_bruno.acs_users : [
      for mutation in user.pending_mutations : coalesce(mutation.message, mutation.mutation_code)
      if mutation.to.acs_access_group_id != null || mutation.variant == "adding"
    ]
  ])
}

check "bruno_has_left" {
  assert {
    condition = length(data.seam_acs_access_groups.of_bruno.acs_access_groups) == 0
    error_message = format("Bruno has left and is still in %s.",
    join(", ", data.seam_acs_access_groups.of_bruno.acs_access_groups[*].name))
  }

  assert {
    condition     = length(local.bruno_joins) == 0
    error_message = format("Bruno has left and is about to join an access group: %s", join(", ", local.bruno_joins))
  }
}
