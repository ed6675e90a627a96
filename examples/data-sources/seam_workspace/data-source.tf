data "seam_workspace" "current" {}

resource "seam_acs_access_group_membership" "ada_front_door" {
  acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  acs_user_id         = "40000000-0000-4000-8000-000000000001"

  lifecycle {
    create_before_destroy = true

    # With the credential of a production workspace the plan fails, and nobody's access changes.
    precondition {
      condition     = data.seam_workspace.current.is_sandbox
      error_message = "This is for a sandbox, and ${data.seam_workspace.current.name} is a production workspace."
    }
  }
}
