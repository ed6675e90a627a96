data "seam_user_identity" "bruno" {
  email_address = "bruno@example.com"
}

data "seam_acs_access_groups" "of_bruno" {
  user_identity_id = data.seam_user_identity.bruno.user_identity_id
}

check "bruno_has_left" {
  assert {
    condition = length(data.seam_acs_access_groups.of_bruno.acs_access_groups) == 0
    error_message = format("Bruno has left and is still in %s.",
    join(", ", data.seam_acs_access_groups.of_bruno.acs_access_groups[*].name))
  }
}
