locals {
  # Who has left, as in access_groups_of. Remove a leaver's row there and the address here together.
  leavers = [for email_address in ["bruno@example.com"] : lower(trimspace(email_address))]

  access_groups_of = {
    "ada@example.com"   = ["Front door", "Garage"]
    "bruno@example.com" = ["Front door", "Roof terrace"]
  }

  unknown_leavers = setsubtract(local.leavers, [for email_address in keys(local.access_groups_of) : lower(email_address)])

  memberships = merge([
    for email_address, access_groups in local.access_groups_of : {
      for access_group in access_groups : "${email_address} in ${access_group}" => {
        email_address = email_address
        access_group  = access_group
      }
    }
    if !contains(local.leavers, lower(email_address))
  ]...)
}

data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"

  lifecycle {
    # A leaver who is nobody's address would keep the access of the one who is meant.
    precondition {
      condition     = length(local.unknown_leavers) == 0
      error_message = "These leavers have no row in access_groups_of: ${join(", ", local.unknown_leavers)}. Check the spelling."
    }
  }
}

data "seam_acs_user" "this" {
  for_each = toset([for membership in local.memberships : membership.email_address])

  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  email_address = each.key
}

data "seam_acs_access_group" "this" {
  for_each = toset([for membership in local.memberships : membership.access_group])

  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = each.key
}

resource "seam_acs_access_group_membership" "this" {
  for_each = local.memberships

  acs_access_group_id = data.seam_acs_access_group.this[each.value.access_group].acs_access_group_id
  acs_user_id         = data.seam_acs_user.this[each.value.email_address].acs_user_id

  lifecycle {
    create_before_destroy = true
  }
}
