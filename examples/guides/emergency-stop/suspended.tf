variable "suspended" {
  description = "Who must not open any door from now on, by address."
  type        = set(string)
  default     = []
}

locals {
  people = {
    "gesa@example.com" = "Gesa Brandt"
    "hugo@example.com" = "Hugo Martins"
  }
}

data "seam_acs_system" "office" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "front_door" {
  acs_system_id = data.seam_acs_system.office.acs_system_id
  name          = "Front door"
}

resource "seam_acs_user" "person" {
  for_each = local.people

  acs_system_id = data.seam_acs_system.office.acs_system_id
  full_name     = each.value
  email_address = each.key
  is_suspended  = contains(var.suspended, each.key)

  lifecycle {
    precondition {
      condition     = length(setsubtract(var.suspended, keys(local.people))) == 0
      error_message = "These are not people of this configuration: ${join(", ", setsubtract(var.suspended, keys(local.people)))}."
    }
  }
}

resource "seam_acs_access_group_membership" "front_door" {
  for_each = local.people

  acs_access_group_id = data.seam_acs_access_group.front_door.acs_access_group_id
  acs_user_id         = seam_acs_user.person[each.key].acs_user_id
}
