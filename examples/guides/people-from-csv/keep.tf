removed {
  from = seam_user_identity.person

  lifecycle {
    destroy = false
  }
}
