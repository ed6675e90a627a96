resource "seam_acs_access_group_membership" "front_door" {
  for_each = toset([
    "40000000-0000-4000-8000-000000000001", # Ada
    "40000000-0000-4000-8000-000000000002", # Bruno
  ])

  acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  acs_user_id         = each.key

  lifecycle {
    create_before_destroy = true
  }
}
