terraform {
  required_version = ">= 1.11"

  required_providers {
    seam = {
      source  = "seamapi/seam"
      version = ">= 0.1"
    }
  }
}
