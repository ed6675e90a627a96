terraform {
  required_providers {
    seam = {
      source  = "seamapi/seam"
      version = "~> 0.1"
    }
  }
}

# The API key comes from the environment: SEAM_API_KEY.
provider "seam" {
  # With your own workspace's ID, a credential of any other is refused.
  # workspace_id = "10000000-0000-4000-8000-000000000001"
}
