list "seam_acs_access_group_membership" "harbour_street" {
  provider = seam
  limit    = 2000

  config {
    acs_system_id = "20000000-0000-4000-8000-000000000001"
  }
}
