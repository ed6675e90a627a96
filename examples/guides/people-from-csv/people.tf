locals {
  # As spreadsheets save it: with a byte-order mark, headings in capitals, blanks, and empty rows at the end.
  rows = [
    for row in csvdecode(trimprefix(file("${path.module}/people.csv"), "\ufeff")) : {
      for column, value in row : replace(lower(trimspace(column)), " ", "_") => trimspace(value)
    }
    if trimspace(join("", values(row))) != ""
  ]

  # By address, which is how the rest of the configuration and the plan name a person. Two rows for one address are an error.
  people = {
    for row in local.rows : lower(row.email_address) => {
      full_name     = row.full_name
      access_groups = toset([for name in split(";", row.access_groups) : trimspace(name) if trimspace(name) != ""])
      is_suspended  = lower(row.status) == "suspended"
    }
    if length(local.missing_columns) == 0
  }

  missing_columns = length(local.rows) == 0 ? [] : setsubtract(["email_address", "full_name", "access_groups", "status"], keys(local.rows[0]))
  without_status  = [for row in local.rows : lookup(row, "email_address", "") if !contains(["active", "suspended"], lower(lookup(row, "status", "")))]
  problem_of_file = (
    length(local.rows) == 0 ? "people.csv has no rows: everybody who was declared from it would be deleted." :
    length(local.missing_columns) > 0 ? "people.csv has no column ${join(", ", local.missing_columns)}. Are its columns separated by commas?" :
    length(local.without_status) > 0 ? "The status is active or suspended. It is neither for ${join(", ", local.without_status)}." : ""
  )

  memberships = merge([
    for email_address, person in local.people : {
      for access_group in person.access_groups : "${email_address} in ${access_group}" => {
        email_address = email_address
        access_group  = access_group
      }
    }
  ]...)
}

data "seam_acs_system" "office" {
  name = "12 Harbour Street"

  lifecycle {
    precondition {
      condition     = local.problem_of_file == ""
      error_message = local.problem_of_file
    }
  }
}

data "seam_acs_access_group" "by_name" {
  for_each = toset([for membership in local.memberships : membership.access_group])

  acs_system_id = data.seam_acs_system.office.acs_system_id
  name          = each.value
}

resource "seam_user_identity" "person" {
  for_each = local.people

  user_identity_key = each.key
  full_name         = each.value.full_name
  email_address     = each.key
}

resource "seam_acs_user" "person" {
  for_each = local.people

  acs_system_id    = data.seam_acs_system.office.acs_system_id
  full_name        = each.value.full_name
  email_address    = each.key
  user_identity_id = seam_user_identity.person[each.key].user_identity_id
  is_suspended     = each.value.is_suspended
}

resource "seam_acs_access_group_membership" "person" {
  for_each = local.memberships

  acs_access_group_id = data.seam_acs_access_group.by_name[each.value.access_group].acs_access_group_id
  acs_user_id         = seam_acs_user.person[each.value.email_address].acs_user_id
}
