removed {
  from = seam_user_identity.greta

  lifecycle {
    destroy = false
  }
}
