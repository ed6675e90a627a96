terraform {
  required_providers {
    seam = { source = "seamapi/seam" }
  }
}

# Key and endpoint come from the environment: SEAM_API_KEY and SEAM_ENDPOINT.
provider "seam" {}

# What becomes of Gesa, step by step.
variable "gesa_works_here" { default = true }
variable "gesa_works_at" { default = "Garage" }
variable "gesa_is_suspended" { default = false }

data "seam_acs_system" "office" {
  name = "12 Harbour Street"
}

data "seam_acs_access_group" "by_name" {
  for_each = toset(["Front door", "Garage", "Roof terrace"])

  acs_system_id = data.seam_acs_system.office.acs_system_id
  name          = each.value
}

# Gesa, from nothing to the door: who she is, her record in the access system, and her place in an access group.
resource "seam_user_identity" "gesa" {
  count = var.gesa_works_here ? 1 : 0

  full_name     = "Gesa Brandt"
  email_address = "gesa@example.com"
}

resource "seam_acs_user" "gesa" {
  count = var.gesa_works_here ? 1 : 0

  acs_system_id    = data.seam_acs_system.office.acs_system_id
  full_name        = seam_user_identity.gesa[0].full_name
  email_address    = seam_user_identity.gesa[0].email_address
  user_identity_id = seam_user_identity.gesa[0].user_identity_id
  is_suspended     = var.gesa_is_suspended
}

resource "seam_acs_access_group_membership" "gesa" {
  count = var.gesa_works_here ? 1 : 0

  acs_access_group_id = data.seam_acs_access_group.by_name[var.gesa_works_at].acs_access_group_id
  acs_user_id         = seam_acs_user.gesa[0].acs_user_id
}

# The front door is owned as a whole: these people, and nobody else.
data "seam_acs_user" "staff" {
  for_each = toset(["ada@example.com", "bruno@example.com"])

  acs_system_id = data.seam_acs_system.office.acs_system_id
  email_address = each.value
}

resource "seam_acs_access_group_members" "front_door" {
  acs_access_group_id = data.seam_acs_access_group.by_name["Front door"].acs_access_group_id

  acs_user_ids = { for user in data.seam_acs_user.staff : user.display_name => user.acs_user_id }
}
