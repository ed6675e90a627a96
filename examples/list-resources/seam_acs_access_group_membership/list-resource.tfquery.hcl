# The memberships of one access group.
list "seam_acs_access_group_membership" "front_door" {
  provider = seam

  config {
    acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  }
}

# Those in all access groups of one access system.
list "seam_acs_access_group_membership" "harbour_street" {
  provider = seam
  limit    = 2000

  config {
    acs_system_id = "20000000-0000-4000-8000-000000000001"
  }
}

# Those of one person in one access system.
list "seam_acs_access_group_membership" "bruno" {
  provider = seam

  config {
    acs_user_id = "40000000-0000-4000-8000-000000000002"
  }
}

# Those of one person in all access systems.
list "seam_acs_access_group_membership" "ada" {
  provider = seam

  config {
    user_identity_id = "50000000-0000-4000-8000-000000000001"
  }
}

# All that the credential can see.
list "seam_acs_access_group_membership" "everything" {
  provider = seam
  limit    = 10000
}
