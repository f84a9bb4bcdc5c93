# How a report is made.  Installed under $(pkgdatadir)/templates:
#   nobase_dist_pkgdata_DATA += %D%/assessment.yaml
