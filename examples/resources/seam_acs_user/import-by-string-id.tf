import {
  to = seam_acs_user.ada
  id = "40000000-0000-4000-8000-000000000001"
}

resource "seam_acs_user" "ada" {
  acs_system_id    = "20000000-0000-4000-8000-000000000001"
  full_name        = "Ada Lindqvist"
  email_address    = "ada@example.com"
  user_identity_id = "50000000-0000-4000-8000-000000000001"
}

import {
  to = seam_acs_user.bruno
  id = "20000000-0000-4000-8000-000000000001/user_identity:50000000-0000-4000-8000-000000000002"
}

resource "seam_acs_user" "bruno" {
  acs_system_id    = "20000000-0000-4000-8000-000000000001"
  full_name        = "Bruno Costa"
  email_address    = "bruno@example.com"
  user_identity_id = "50000000-0000-4000-8000-000000000002"
}
