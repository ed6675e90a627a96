resource "seam_acs_user" "elif" {
  acs_system_id    = "20000000-0000-4000-8000-000000000001"
  full_name        = "Elif Demir"
  email_address    = "elif@example.com"
  user_identity_id = "50000000-0000-4000-8000-000000000005"
  is_suspended     = true
}
