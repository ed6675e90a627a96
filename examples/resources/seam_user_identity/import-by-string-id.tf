import {
  to = seam_user_identity.elif
  id = "50000000-0000-4000-8000-000000000005"
}

resource "seam_user_identity" "elif" {
  full_name     = "Elif Demir"
  email_address = "elif@example.com"
}

import {
  to = seam_user_identity.greta
  id = "key:employee-1007"
}

resource "seam_user_identity" "greta" {
  user_identity_key = "employee-1007"
  full_name         = "Greta Holm"
  email_address     = "greta@example.com"
  phone_number      = "+14155550107"
}
