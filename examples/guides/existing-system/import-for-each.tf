data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Front door"
}

data "seam_acs_user" "front_door" {
  for_each = toset(["ada@example.com", "bruno@example.com"])

  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  email_address = each.key
}

import {
  for_each = data.seam_acs_user.front_door

  to = seam_acs_access_group_membership.front_door[each.key]
  id = "${data.seam_acs_access_group.front_door.acs_access_group_id}/${each.value.acs_user_id}"
}

resource "seam_acs_access_group_membership" "front_door" {
  for_each = data.seam_acs_user.front_door

  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  acs_user_id         = each.value.acs_user_id

  lifecycle {
    create_before_destroy = true
  }
}
