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
}

resource "seam_acs_access_group_members" "this" {
  for_each = local.members

  acs_access_group_id = local.acs_access_groups[each.key]
  acs_user_ids        = { for person in each.value : person => local.acs_users[person] }
}
