import {
  to = seam_user_identity.elif
  identity = {
    user_identity_id = "50000000-0000-4000-8000-000000000005"
  }
}

resource "seam_user_identity" "elif" {
  full_name     = "Elif Demir"
  email_address = "elif@example.com"
}
