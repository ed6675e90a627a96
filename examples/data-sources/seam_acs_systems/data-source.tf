data "seam_acs_systems" "all" {}

# The access systems that need somebody to look at them.
output "acs_systems_with_errors" {
  value = {
    for system in data.seam_acs_systems.all.acs_systems :
    system.name => [for error in system.errors : error.message]... if length(system.errors) > 0
  }
}
