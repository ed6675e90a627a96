removed {
  from = seam_acs_access_group_members.front_door

  lifecycle {
    destroy = false
  }
}
