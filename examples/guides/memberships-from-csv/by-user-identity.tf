data "seam_user_identities" "all" {}

data "seam_acs_access_groups" "all" {}

locals {
  user_identity_id_of = {
    for identity in data.seam_user_identities.all.user_identities : lower(identity.email_address) => identity.user_identity_id
    if identity.email_address != null
  }
  acs_access_group_id_of = {
    for group in data.seam_acs_access_groups.all.acs_access_groups : group.name => group.acs_access_group_id
  }
}

resource "seam_acs_access_group_membership" "this" {
  for_each = {
    for row in csvdecode(file("${path.module}/memberships.csv")) : "${lower(row.email_address)} in ${row.access_group}" => row
  }

  acs_access_group_id = local.acs_access_group_id_of[each.value.access_group]
  user_identity_id    = local.user_identity_id_of[lower(each.value.email_address)]

  lifecycle {
    create_before_destroy = true
  }
}
