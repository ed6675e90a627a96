data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_entrance" "terrace_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Terrace door"
}

check "terrace_door" {
  assert {
    condition     = length(data.seam_acs_entrance.terrace_door.errors) == 0
    error_message = "The terrace door has a problem: ${join(", ", data.seam_acs_entrance.terrace_door.errors[*].message)}"
  }
}
