mock_provider "seam" {
  source = "./mocks"
}

# Without overrides, everybody has the same ID.
override_data {
  target = data.seam_acs_user.front_door["ada@example.com"]
  values = { acs_user_id = "40000000-0000-4000-8000-000000000001" }
}

override_data {
  target = data.seam_acs_user.front_door["bruno@example.com"]
  values = { acs_user_id = "40000000-0000-4000-8000-000000000002" }
}

run "the_front_door_opens_for_two_people" {
  assert {
    condition     = toset(keys(seam_acs_access_group_membership.front_door)) == toset(["ada@example.com", "bruno@example.com"])
    error_message = "The front door opens for somebody else."
  }

  assert {
    condition     = seam_acs_access_group_membership.front_door["bruno@example.com"].acs_user_id == "40000000-0000-4000-8000-000000000002"
    error_message = "Bruno's membership is that of somebody else."
  }
}
