# Published figures for the first run.  Installed under $(pkgdatadir)/data.
nobase_dist_pkgdata_DATA += \
	%D%/SOURCES.md \
	%D%/areas/district-centres.csv \
	%D%/areas/district-groups.csv \
	%D%/areas/districts.csv \
	%D%/areas/lsoa-centres.csv \
	%D%/areas/lsoa-names.csv \
	%D%/areas/lsoa-to-district.csv \
	%D%/areas/lsoa11-to-lsoa21.csv \
	%D%/deprivation/district-deprivation.csv \
	%D%/deprivation/lsoa-deprivation-2019.csv \
	%D%/deprivation/lsoa-deprivation-2025.csv \
	%D%/deprivation/most-deprived-neighbourhoods.csv \
	%D%/population/households-by-composition.csv \
	%D%/population/households-by-lsoa.csv \
	%D%/population/households-by-tenure.csv \
	%D%/population/households.csv \
	%D%/population/mid-year-estimates-by-district.csv \
	%D%/population/mid-year-estimates-by-lsoa.csv \
	%D%/population/residents-by-age.csv \
	%D%/population/residents-by-district.csv \
	%D%/population/residents-by-lsoa.csv \
	%D%/population/residents-by-sex.csv \
	%D%/recorded-crime/crime-severity-2022-23.csv \
	%D%/recorded-crime/csp-ye-june-2025.csv \
	%D%/street-crime/lancashire-street-counts.csv
