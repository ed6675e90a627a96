data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Front door"
}

# What the access group opens. With acs_user_id or user_identity_id, it is what a person can open.
data "seam_acs_entrances" "front_door" {
  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
}

check "front_door_opens_the_main_entrance_only" {
  assert {
    condition     = toset(data.seam_acs_entrances.front_door.acs_entrances[*].display_name) == toset(["Main entrance"])
    error_message = "The access group opens ${join(", ", data.seam_acs_entrances.front_door.acs_entrances[*].display_name)}."
  }
}
