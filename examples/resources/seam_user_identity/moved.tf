resource "seam_user_identity" "greta_holm" {
  user_identity_key = "employee-1007"
  full_name         = "Greta Holm"
  email_address     = "greta@example.com"
  phone_number      = "+14155550107"
}

moved {
  from = seam_user_identity.greta
  to   = seam_user_identity.greta_holm
}
