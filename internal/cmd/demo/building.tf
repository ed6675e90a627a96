terraform {
  required_providers {
    seam = { source = "seamapi/seam" }
  }
}

# Key and endpoint come from the environment: SEAM_API_KEY and SEAM_ENDPOINT.
provider "seam" {}

locals {
  # The access system defines these groups; Seam lists them.
  front_door   = "30000000-0000-4000-8000-000000000001"
  garage       = "30000000-0000-4000-8000-000000000002"
  roof_terrace = "30000000-0000-4000-8000-000000000003"

  # People with an ACS user, which is their record in this access system.
  staff = {
    ada   = "40000000-0000-4000-8000-000000000001"
    bruno = "40000000-0000-4000-8000-000000000002"
    chidi = "40000000-0000-4000-8000-000000000003"
    dana  = "40000000-0000-4000-8000-000000000004"
  }

  # People with a user identity, and no ACS user yet: Seam creates one when they are added to a group.
  couriers = {
    elif  = "50000000-0000-4000-8000-000000000005"
    farid = "50000000-0000-4000-8000-000000000006"
  }
}

resource "seam_acs_access_group_membership" "front_door" {
  for_each = local.staff

  acs_access_group_id = local.front_door
  acs_user_id         = each.value

  lifecycle {
    create_before_destroy = true
  }
}

resource "seam_acs_access_group_membership" "garage" {
  for_each = local.couriers

  acs_access_group_id = local.garage
  user_identity_id    = each.value

  lifecycle {
    create_before_destroy = true
  }
}

# Dana once more, by her user identity: Seam finds the ACS user that she has in this access system.
resource "seam_acs_access_group_membership" "roof_terrace" {
  acs_access_group_id = local.roof_terrace
  user_identity_id    = "50000000-0000-4000-8000-000000000004"

  lifecycle {
    create_before_destroy = true
  }
}
