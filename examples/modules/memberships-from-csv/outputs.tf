output "acs_access_group_memberships" {
  description = "The memberships, under keys such as \"ada@example.com in front door\"."
  value       = seam_acs_access_group_membership.this
}
