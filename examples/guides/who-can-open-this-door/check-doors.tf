locals {
  # Every door, with all the access groups that open it.
  access_groups_by_door = {
    "Garage gate"   = ["Garage"]
    "Main entrance" = ["Front door", "Garage"]
    "Terrace door"  = ["Roof terrace"]
  }
}

data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_groups" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

data "seam_acs_entrances" "opened_by" {
  for_each = toset(data.seam_acs_access_groups.all.acs_access_groups[*].acs_access_group_id)

  acs_access_group_id = each.key
}

locals {
  # One row for each access group and each door that it opens.
  opened = flatten([
    for group in data.seam_acs_access_groups.all.acs_access_groups : [
      for door in data.seam_acs_entrances.opened_by[group.acs_access_group_id].acs_entrances : {
        door         = door.display_name
        access_group = group.name
      }
    ]
  ])

  opened_too_much = [
    for row in local.opened : "${row.door} is opened by ${row.access_group}"
    if !contains(try(local.access_groups_by_door[row.door], []), row.access_group)
  ]

  opened_too_little = flatten([
    for door, access_groups in local.access_groups_by_door : [
      for access_group in access_groups : "${door} is not opened by ${access_group}"
      if !contains(local.opened, { door = door, access_group = access_group })
    ]
  ])
}

check "doors" {
  assert {
    condition     = length(local.opened_too_much) == 0
    error_message = "More is open than this configuration says: ${join(", ", local.opened_too_much)}."
  }

  assert {
    condition     = length(local.opened_too_little) == 0
    error_message = "Less is open than this configuration says: ${join(", ", local.opened_too_little)}."
  }
}
