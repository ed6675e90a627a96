resource "seam_acs_access_group_membership" "bruno_front_door" {
  acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  user_identity_id    = "50000000-0000-4000-8000-000000000002"

  lifecycle {
    create_before_destroy = true
  }
}
