locals {
  memberships = { for row in csvdecode(trimprefix(file("${path.module}/memberships.csv"), "\ufeff")) : row.membership => row }
}

import {
  for_each = local.memberships

  to = seam_acs_access_group_membership.this[each.key]
  id = "${each.value.acs_access_group_id}/${each.value.acs_user_id}"
}

resource "seam_acs_access_group_membership" "this" {
  for_each = local.memberships

  acs_access_group_id = each.value.acs_access_group_id
  acs_user_id         = each.value.acs_user_id

  lifecycle {
    create_before_destroy = true
  }
}
