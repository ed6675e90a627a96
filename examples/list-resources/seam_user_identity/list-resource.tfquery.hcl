# The people who have an ACS user in one access system.
list "seam_user_identity" "harbour_street" {
  provider = seam
  limit    = 2000

  config {
    acs_system_id = "20000000-0000-4000-8000-000000000001"
  }
}

# Those with an address of one domain.
list "seam_user_identity" "employees" {
  provider = seam

  config {
    search = "@example.com"
  }
}

# All that the credential can see.
list "seam_user_identity" "everybody" {
  provider = seam
  limit    = 10000
}
