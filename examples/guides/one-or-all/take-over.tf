removed {
  from = seam_acs_access_group_membership.front_door

  lifecycle {
    destroy = false
  }
}

import {
  to = seam_acs_access_group_members.front_door
  id = "30000000-0000-4000-8000-000000000001"
}

resource "seam_acs_access_group_members" "front_door" {
  acs_access_group_id = "30000000-0000-4000-8000-000000000001"

  acs_user_ids = {
    "Ada Lindqvist" = "40000000-0000-4000-8000-000000000001"
    "Bruno Costa"   = "40000000-0000-4000-8000-000000000002"
  }
}
