# <acs_access_group_id>/<acs_user_id>
terraform import seam_acs_access_group_membership.ada_front_door 30000000-0000-4000-8000-000000000001/40000000-0000-4000-8000-000000000001

# <acs_access_group_id>/user_identity:<user_identity_id>
terraform import seam_acs_access_group_membership.bruno_front_door 30000000-0000-4000-8000-000000000001/user_identity:50000000-0000-4000-8000-000000000002
