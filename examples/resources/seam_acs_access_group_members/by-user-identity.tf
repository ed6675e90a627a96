resource "seam_acs_access_group_members" "front_door" {
  acs_access_group_id = "30000000-0000-4000-8000-000000000001"

  acs_user_ids = {
    "Ada Lindqvist" = "40000000-0000-4000-8000-000000000001"
  }

  user_identity_ids = {
    "Bruno Costa"  = "50000000-0000-4000-8000-000000000002"
    "Chidi Okafor" = "50000000-0000-4000-8000-000000000003"
  }
}
