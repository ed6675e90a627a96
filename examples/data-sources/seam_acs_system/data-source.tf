data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_groups" "harbour_street" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}
