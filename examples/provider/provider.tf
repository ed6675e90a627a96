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
  # Your own workspace's ID, or leave it out.
  workspace_id = "10000000-0000-4000-8000-000000000001"
}
