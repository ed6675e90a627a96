moved {
  from = seam_user_identity.person["gesa@example.com"]
  to   = seam_user_identity.person["gesa.holm@example.com"]
}

moved {
  from = seam_acs_user.person["gesa@example.com"]
  to   = seam_acs_user.person["gesa.holm@example.com"]
}

# One for each access group.
moved {
  from = seam_acs_access_group_membership.person["gesa@example.com in Front door"]
  to   = seam_acs_access_group_membership.person["gesa.holm@example.com in Front door"]
}

moved {
  from = seam_acs_access_group_membership.person["gesa@example.com in Garage"]
  to   = seam_acs_access_group_membership.person["gesa.holm@example.com in Garage"]
}
