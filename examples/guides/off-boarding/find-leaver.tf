terraform {
  required_providers {
    seam = {
      source  = "seamapi/seam"
      version = "~> 0.1"
    }
  }
}

provider "seam" {}

locals {
  leaver = "bruno@example.com"
}

data "seam_user_identities" "leaver" {
  search = local.leaver
}

data "seam_acs_users" "leaver" {
  search = local.leaver
}

output "user_identities" {
  value = {
    for identity in data.seam_user_identities.leaver.user_identities : identity.user_identity_id => identity.display_name
    if lower(trimspace(coalesce(identity.email_address, "-"))) == lower(local.leaver)
  }
}

output "acs_users_without_user_identity" {
  value = {
    for user in data.seam_acs_users.leaver.acs_users : user.acs_user_id => user.display_name
    if lower(trimspace(coalesce(user.email_address, "-"))) == lower(local.leaver) && user.user_identity_id == null
  }
}
