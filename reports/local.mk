# What is reported: workspaces.  Installed under $(pkgdatadir)/reports.
nobase_dist_pkgdata_DATA += \
	%D%/pan-lancashire/README.md \
	%D%/pan-lancashire/assessment.yaml \
	%D%/pan-lancashire/commentary/annual-refresh/all/changes.md \
	%D%/pan-lancashire/commentary/annual-refresh/all/progress.md \
	%D%/pan-lancashire/commentary/strategic-assessment/all/districts.md \
	%D%/pan-lancashire/commentary/strategic-assessment/all/factors.md \
	%D%/pan-lancashire/commentary/strategic-assessment/all/method.md \
	%D%/pan-lancashire/commentary/strategic-assessment/all/overview.md \
	%D%/pan-lancashire/commentary/strategic-assessment/all/plan.md \
	%D%/pan-lancashire/commentary/strategic-assessment/all/recommendations.md \
	%D%/pan-lancashire/commentary/strategic-assessment/all/summary.md \
	%D%/pan-lancashire/recommendations.yaml
