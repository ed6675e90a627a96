variable "acs_system_id" {
  description = "ID of the access system that the users and access groups of the file are in."
  type        = string
}

variable "csv" {
  description = "Content of a CSV file with the columns email_address and access_group."
  type        = string
}
