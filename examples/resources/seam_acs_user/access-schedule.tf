resource "seam_acs_user" "contractor" {
  acs_system_id = "20000000-0000-4000-8000-000000000001"
  full_name     = "Ines Ribeiro"
  phone_number  = "+14155550109"

  access_schedule = {
    starts_at = "2090-03-01T08:00:00Z"
    ends_at   = "2090-03-31T18:00:00Z"
  }
}

resource "seam_acs_access_group_membership" "contractor" {
  acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  acs_user_id         = seam_acs_user.contractor.acs_user_id
}
