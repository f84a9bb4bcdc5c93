# What is reported: workspaces.  Installed under $(pkgdatadir)/reports:
#   nobase_dist_pkgdata_DATA += %D%/pan-lancashire/assessment.yaml
