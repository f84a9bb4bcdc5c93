# How a report is made.  Installed under $(pkgdatadir)/templates.
nobase_dist_pkgdata_DATA += \
	%D%/wording/wording.lua \
	%D%/results/results.lua \
	%D%/common/common.lua \
	%D%/patterns/patterns.lua \
	%D%/strategic-assessment/chapter.lua \
	%D%/strategic-assessment/cover.lua \
	%D%/strategic-assessment/districts.lua \
	%D%/strategic-assessment/factors.lua \
	%D%/strategic-assessment/lists.lua \
	%D%/strategic-assessment/method.lua \
	%D%/strategic-assessment/overview.lua \
	%D%/strategic-assessment/plan.lua \
	%D%/strategic-assessment/recommendations.lua \
	%D%/strategic-assessment/reconciliation.lua \
	%D%/strategic-assessment/summary.lua \
	%D%/strategic-assessment/tables.lua \
	%D%/strategic-assessment/template.yaml \
	%D%/district-profile/answer.lua \
	%D%/district-profile/compared.lua \
	%D%/district-profile/months.lua \
	%D%/district-profile/more.lua \
	%D%/district-profile/progress.lua \
	%D%/district-profile/template.yaml \
	%D%/annual-refresh/changes.lua \
	%D%/annual-refresh/districts.lua \
	%D%/annual-refresh/findings.lua \
	%D%/annual-refresh/priorities.lua \
	%D%/annual-refresh/progress.lua \
	%D%/annual-refresh/statute.lua \
	%D%/annual-refresh/template.yaml \
	%D%/workspace/README.md \
	%D%/workspace/assessment.yaml \
	%D%/workspace/commentary/strategic-assessment/all/overview.md \
	%D%/workspace/data/README.md \
	%D%/workspace/recommendations.yaml \
	%D%/workspace/returns/README.md \
	%D%/theme.yaml
nobase_dist_pkgdata_DATA += %D%/page.css
