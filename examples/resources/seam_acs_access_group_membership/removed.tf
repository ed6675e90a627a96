removed {
  from = seam_acs_access_group_membership.ada_front_door

  lifecycle {
    destroy = false
  }
}
