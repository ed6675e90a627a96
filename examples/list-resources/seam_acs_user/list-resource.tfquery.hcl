# The people of one access system.
list "seam_acs_user" "harbour_street" {
  provider = seam
  limit    = 2000

  config {
    acs_system_id = "20000000-0000-4000-8000-000000000001"
  }
}

# One person in all access systems.
list "seam_acs_user" "bruno" {
  provider = seam

  config {
    user_identity_id = "50000000-0000-4000-8000-000000000002"
  }
}

# Those with an address of one domain.
list "seam_acs_user" "employees" {
  provider = seam

  config {
    search = "@example.com"
  }
}

# All that the credential can see.
list "seam_acs_user" "everybody" {
  provider = seam
  limit    = 10000
}
