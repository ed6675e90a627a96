resource "seam_acs_access_group_membership" "harbour_street_0" {
  provider            = seam
  acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  acs_user_id         = "40000000-0000-4000-8000-000000000001"
  user_identity_id    = null
  wait_for_sync       = null
}

import {
  to       = seam_acs_access_group_membership.harbour_street_0
  provider = seam
  identity = {
    acs_access_group_id = "30000000-0000-4000-8000-000000000001"
    acs_user_id         = "40000000-0000-4000-8000-000000000001"
  }
}
