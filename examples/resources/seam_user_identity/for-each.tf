locals {
  # By employee number: a name or an address can change, and the person stays the same.
  employees = {
    "1007" = { full_name = "Greta Holm", email_address = "greta@example.com" }
    "1008" = { full_name = "Hugo Lund", email_address = "hugo@example.com" }
  }
}

resource "seam_user_identity" "employee" {
  for_each = local.employees

  user_identity_key = "employee-${each.key}"
  full_name         = each.value.full_name
  email_address     = each.value.email_address
}
