data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_entrances" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

data "seam_acs_access_groups" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

locals {
  acs_access_group_ids = toset(data.seam_acs_access_groups.all.acs_access_groups[*].acs_access_group_id)
}

data "seam_acs_entrances" "opened_by" {
  for_each = local.acs_access_group_ids

  acs_access_group_id = each.key
}

data "seam_acs_access_group_members" "in" {
  for_each = local.acs_access_group_ids

  acs_access_group_id = each.key
}

locals {
  # One row for each door that somebody can open. Whoever is suspended opens nothing.
  opens = flatten([
    for group in local.acs_access_group_ids : [
      for user in data.seam_acs_access_group_members.in[group].acs_users : [
        for door in data.seam_acs_entrances.opened_by[group].acs_entrances : {
          door   = door.display_name
          person = "${user.display_name} (${coalesce(user.email_address, user.acs_user_id)})"
        }
      ] if !user.is_suspended
    ]
  ])
}

# A door that nobody can open has an empty list.
output "people_by_door" {
  value = {
    for door in distinct(data.seam_acs_entrances.all.acs_entrances[*].display_name) :
    door => sort(distinct([for row in local.opens : row.person if row.door == door]))
  }
}

output "doors_by_person" {
  value = {
    for person in distinct(local.opens[*].person) :
    person => sort(distinct([for row in local.opens : row.door if row.person == person]))
  }
}
