# <acs_user_id>
terraform import seam_acs_user.ada 40000000-0000-4000-8000-000000000001

# <acs_system_id>/user_identity:<user_identity_id>
terraform import seam_acs_user.bruno 20000000-0000-4000-8000-000000000001/user_identity:50000000-0000-4000-8000-000000000002
