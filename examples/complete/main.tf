# Who can open which doors at 12 Harbour Street. It runs as it is against the fake of the Seam API:
# https://github.com/seamapi/terraform-provider-seam#try-it-without-an-account

terraform {
  required_version = ">= 1.11"

  required_providers {
    seam = {
      source  = "seamapi/seam"
      version = "~> 0.1"
    }
  }
}

# The API key comes from the environment: SEAM_API_KEY. A key of another workspace is refused.
provider "seam" {
  workspace_id = "10000000-0000-4000-8000-000000000001"
}

data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

# Staff, from a table that somebody keeps in a spreadsheet.
module "staff" {
  source = "../modules/memberships-from-csv"

  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  csv           = file("${path.module}/staff.csv")
}

# Contractors, who may have no user in the access system yet: Seam links or creates one.
locals {
  contractors = {
    "elif@example.com" = "Garage"
  }
}

data "seam_user_identity" "contractor" {
  for_each = local.contractors

  email_address = each.key
}

data "seam_acs_access_group" "contractor" {
  for_each = toset(values(local.contractors))

  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = each.key
}

resource "seam_acs_access_group_membership" "contractor" {
  for_each = local.contractors

  acs_access_group_id = data.seam_acs_access_group.contractor[each.value].acs_access_group_id
  user_identity_id    = data.seam_user_identity.contractor[each.key].user_identity_id

  lifecycle {
    create_before_destroy = true
  }
}

# A warning in every plan while somebody can get onto the roof terrace whom the table does not name.
data "seam_acs_access_group" "roof_terrace" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
  name          = "Roof terrace"
}

data "seam_acs_access_group_members" "roof_terrace" {
  acs_access_group_id = data.seam_acs_access_group.roof_terrace.acs_access_group_id
}

locals {
  undeclared_on_roof_terrace = [
    for user in data.seam_acs_access_group_members.roof_terrace.acs_users : user.display_name
    if !contains([
      for membership in module.staff.acs_access_group_memberships : membership.acs_user_id
      if membership.acs_access_group_id == data.seam_acs_access_group.roof_terrace.acs_access_group_id
    ], user.acs_user_id)
  ]
}

check "roof_terrace" {
  assert {
    condition     = length(local.undeclared_on_roof_terrace) == 0
    error_message = "On the roof terrace without a row in staff.csv: ${join(", ", local.undeclared_on_roof_terrace)}."
  }
}

output "memberships" {
  description = "Who is in which access group, as Terraform declares it."
  value = sort(concat(
    keys(module.staff.acs_access_group_memberships),
    [for email_address, access_group in local.contractors : "${email_address} in ${lower(access_group)}"],
  ))
}
