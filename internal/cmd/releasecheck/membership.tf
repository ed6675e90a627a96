terraform {
  required_providers {
    seam = {
      source  = "seamapi/seam"
      version = "VERSION"
    }
  }
}

# Key and endpoint come from the environment: SEAM_API_KEY and SEAM_ENDPOINT.
provider "seam" {}

resource "seam_acs_access_group_membership" "front_door" {
  acs_access_group_id = "30000000-0000-4000-8000-000000000001"
  acs_user_id         = "40000000-0000-4000-8000-000000000001"
}
