# <user_identity_id>
terraform import seam_user_identity.elif 50000000-0000-4000-8000-000000000005

# key:<user_identity_key>
terraform import seam_user_identity.greta key:employee-1007
