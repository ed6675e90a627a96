data "seam_acs_system" "harbour_street" {
  name = "12 Harbour Street"
}

data "seam_acs_access_groups" "all" {
  acs_system_id = data.seam_acs_system.harbour_street.acs_system_id
}

locals {
  access_group_of = { for group in data.seam_acs_access_groups.all.acs_access_groups : group.acs_access_group_id => group.name }
}

data "seam_acs_access_group_members" "of" {
  for_each = local.access_group_of

  acs_access_group_id = each.key
}

locals {
  # Everybody who is in a group, without those whose removal is pending.
  listed = flatten([
    for id, members in data.seam_acs_access_group_members.of : [
      for user in members.acs_users : {
        name = "${user.display_name} in ${local.access_group_of[id]}"
        pair = "${id},${user.acs_user_id}"
      }
      if !anytrue([for mutation in user.pending_mutations : mutation.from.acs_access_group_id == id])
    ]
  ])
  pairs_of = { for membership in local.listed : membership.name => membership.pair... }

  # Two people of the same name get a number behind it.
  lines = flatten([
    for name, pairs in local.pairs_of : [
      for i, pair in pairs : format("\"%s%s\",%s", replace(name, "\"", "\"\""), i == 0 ? "" : " (${i + 1})", pair)
    ]
  ])
}

output "memberships_csv" {
  value = join("\n", concat(["membership,acs_access_group_id,acs_user_id"], local.lines))
}
