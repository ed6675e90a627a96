list "seam_acs_access_group_membership" "bruno" {
  provider = seam

  config {
    user_identity_id = "50000000-0000-4000-8000-000000000002"
  }
}
