variable "seam_personal_access_token" {
  type      = string
  sensitive = true
  ephemeral = true # in no state and no plan file
}

provider "seam" {
  personal_access_token = var.seam_personal_access_token
  workspace_id          = "10000000-0000-4000-8000-000000000001"
}
