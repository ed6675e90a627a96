resource "seam_user_identity" "greta" {
  user_identity_key = "employee-1007"
  full_name         = "Greta Holm"
  email_address     = "greta@example.com"
  phone_number      = "+14155550107"
}
