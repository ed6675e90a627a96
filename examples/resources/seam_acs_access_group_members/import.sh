# <acs_access_group_id>
terraform import seam_acs_access_group_members.front_door 30000000-0000-4000-8000-000000000001
