locals {
  acs_access_groups = {
    front_door = "30000000-0000-4000-8000-000000000001"
    garage     = "30000000-0000-4000-8000-000000000002"
  }

  acs_users = {
    ada   = "40000000-0000-4000-8000-000000000001"
    bruno = "40000000-0000-4000-8000-000000000002"
  }

  members = {
    front_door = ["ada", "bruno"]
    garage     = ["bruno"]
  }

  memberships = merge([
    for group, people in local.members : {
      for person in people : "${group}/${person}" => {
        acs_access_group_id = local.acs_access_groups[group]
        acs_user_id         = local.acs_users[person]
      }
    }
  ]...)
}

resource "seam_acs_access_group_membership" "this" {
  for_each = local.memberships

  acs_access_group_id = each.value.acs_access_group_id
  acs_user_id         = each.value.acs_user_id

  lifecycle {
    create_before_destroy = true
  }
}
