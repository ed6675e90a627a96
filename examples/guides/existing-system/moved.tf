moved {
  from = seam_acs_access_group_membership.harbour_street_0
  to   = seam_acs_access_group_membership.front_door["ada@example.com"]
}

resource "seam_acs_access_group_membership" "front_door" {
  for_each = {
    "ada@example.com" = "40000000-0000-4000-8000-000000000001"
  }

  acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  acs_user_id         = each.value

  lifecycle {
    create_before_destroy = true
  }
}
