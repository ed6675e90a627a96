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
  # Your workspace's ID: the key of any other workspace is then refused.
  # workspace_id = "10000000-0000-4000-8000-000000000001"
}
