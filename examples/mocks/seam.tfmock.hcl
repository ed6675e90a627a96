# IDs for mock_provider "seam": Terraform makes up random letters, and the provider takes UUIDs only.

mock_data "seam_acs_system" {
  defaults = {
    acs_system_id        = "20000000-0000-4000-8000-000000000001"
    connected_account_id = "70000000-0000-4000-8000-000000000001"
    workspace_id         = "10000000-0000-4000-8000-000000000001"
  }
}

mock_data "seam_acs_access_group" {
  defaults = {
    acs_access_group_id = "30000000-0000-4000-8000-000000000001"
    acs_system_id       = "20000000-0000-4000-8000-000000000001"
    workspace_id        = "10000000-0000-4000-8000-000000000001"
  }
}

mock_data "seam_acs_entrance" {
  defaults = {
    acs_entrance_id      = "60000000-0000-4000-8000-000000000001"
    acs_system_id        = "20000000-0000-4000-8000-000000000001"
    connected_account_id = "70000000-0000-4000-8000-000000000001"
  }
}

mock_data "seam_acs_user" {
  defaults = {
    acs_user_id      = "40000000-0000-4000-8000-000000000001"
    acs_system_id    = "20000000-0000-4000-8000-000000000001"
    user_identity_id = "50000000-0000-4000-8000-000000000001"
    workspace_id     = "10000000-0000-4000-8000-000000000001"
  }
}

mock_data "seam_user_identity" {
  defaults = {
    user_identity_id = "50000000-0000-4000-8000-000000000001"
    workspace_id     = "10000000-0000-4000-8000-000000000001"
  }
}

mock_data "seam_workspace" {
  defaults = {
    workspace_id = "10000000-0000-4000-8000-000000000001"
  }
}

mock_resource "seam_acs_access_group_membership" {
  defaults = {
    acs_user_id  = "40000000-0000-4000-8000-000000000001"
    workspace_id = "10000000-0000-4000-8000-000000000001"
  }
}

mock_resource "seam_acs_access_group_members" {
  defaults = {
    workspace_id = "10000000-0000-4000-8000-000000000001"
  }
}

mock_resource "seam_user_identity" {
  defaults = {
    user_identity_id = "50000000-0000-4000-8000-000000000001"
    workspace_id     = "10000000-0000-4000-8000-000000000001"
  }
}

mock_resource "seam_acs_user" {
  defaults = {
    acs_user_id  = "40000000-0000-4000-8000-000000000001"
    workspace_id = "10000000-0000-4000-8000-000000000001"
  }
}
