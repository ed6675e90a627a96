removed {
  from = seam_acs_user.elif

  lifecycle {
    destroy = false
  }
}
