# One line a test.  Its source is the file of the same name with .c; it links the whole core but
# main, and cmocka.  A plugin's fragment adds its own tests in the same way.
unit_tests += %D%/test_place
unit_tests += %D%/test_font
unit_tests += %D%/test_document
unit_tests += %D%/test_numbers
unit_tests += %D%/test_catalog
unit_tests += %D%/test_workers
unit_tests += %D%/test_street
unit_tests += %D%/test_shapes
unit_tests += %D%/test_store
unit_tests += %D%/test_csv
unit_tests += %D%/test_tables
unit_tests += %D%/test_explain
EXTRA_DIST += %D%/ingest_fixture.h
unit_tests += %D%/test_layout
unit_tests += %D%/test_theme
unit_tests += %D%/test_typography
unit_tests += %D%/test_hostile_tables
unit_tests += %D%/test_table_headers
unit_tests += %D%/test_picture
unit_tests += %D%/test_layout_properties
EXTRA_DIST += %D%/layout_fixture.h %D%/page_properties.h
unit_tests += %D%/test_intervals
unit_tests += %D%/test_change
unit_tests += %D%/test_funnel
unit_tests += %D%/test_patterns
unit_tests += %D%/test_chart
unit_tests += %D%/test_season
unit_tests += %D%/test_forecast
# These put a small world of figures together by hand.
unit_tests += %D%/test_figures
tests_unit_test_figures_SOURCES = %D%/test_figures.c %D%/world.c %D%/world.h
unit_tests += %D%/test_compare
tests_unit_test_compare_SOURCES = %D%/test_compare.c %D%/world.c %D%/world.h
unit_tests += %D%/test_over_time
tests_unit_test_over_time_SOURCES = %D%/test_over_time.c %D%/world.c %D%/world.h
unit_tests += %D%/test_disclose
tests_unit_test_disclose_SOURCES = %D%/test_disclose.c %D%/world.c %D%/world.h
EXTRA_DIST += %D%/unit.h %D%/arena_setup.h
unit_tests += %D%/test_reference
unit_tests += %D%/test_arena
unit_tests += %D%/test_str
unit_tests += %D%/test_num
unit_tests += %D%/test_period
unit_tests += %D%/test_diag
unit_tests += %D%/test_yaml
unit_tests += %D%/test_schema
unit_tests += %D%/test_render
%C%_test_render_LDADD = tests/pdf/libpdfkit.a $(LDADD)
unit_tests += %D%/test_definitions
unit_tests += %D%/test_sandbox

# Not a test: what tests/street.sh compares with an independent count.
check_PROGRAMS += %D%/print_street
# These add plugins, scripts and a report to that world.
unit_tests += %D%/test_scripts
tests_unit_test_scripts_SOURCES = %D%/test_scripts.c %D%/story.c %D%/story.h %D%/world.c %D%/world.h
unit_tests += %D%/test_plugins
tests_unit_test_plugins_SOURCES = %D%/test_plugins.c %D%/story.c %D%/story.h %D%/world.c %D%/world.h
unit_tests += %D%/test_containment
tests_unit_test_containment_SOURCES = %D%/test_containment.c %D%/story.c %D%/story.h %D%/world.c %D%/world.h
unit_tests += %D%/test_docs
tests_unit_test_docs_SOURCES = %D%/test_docs.c %D%/story.c %D%/story.h %D%/world.c %D%/world.h

# Rates, proportions and comparison.
unit_tests += %D%/test_means
unit_tests += %D%/test_coverage
unit_tests += %D%/test_standardised
unit_tests += %D%/test_quantile
unit_tests += %D%/test_class_breaks
unit_tests += %D%/test_comparison
unit_tests += %D%/test_comparators
tests_unit_test_comparators_SOURCES = %D%/test_comparators.c %D%/world.c %D%/world.h
unit_tests += %D%/test_rates
tests_unit_test_rates_SOURCES = %D%/test_rates.c %D%/world.c %D%/world.h
EXTRA_DIST += %D%/generator.h
# Inequality, harm and place.
unit_tests += %D%/test_inequality
unit_tests += %D%/test_hot_spots
unit_tests += %D%/test_near_repeat
unit_tests += %D%/test_weights
unit_tests += %D%/test_events
EXTRA_DIST += %D%/near_repeat_events.h
unit_tests += %D%/test_displacement
unit_tests += %D%/test_rate_ratio
unit_tests += %D%/test_trend
EXTRA_DIST += %D%/published_funnels.h
EXTRA_DIST += %D%/published_slopes.h
# Disclosure control: what else must be hidden, and the attack on it.
unit_tests += %D%/test_protect
tests_unit_test_protect_SOURCES = %D%/test_protect.c %D%/hand_cells.c %D%/hand_cells.h
unit_tests += %D%/test_county
tests_unit_test_county_SOURCES = %D%/test_county.c %D%/hand_cells.c %D%/hand_cells.h
unit_tests += %D%/test_place_results
tests_unit_test_place_results_SOURCES = %D%/test_place_results.c %D%/world.c %D%/world.h
unit_tests += %D%/test_methods
tests_unit_test_methods_SOURCES = %D%/test_methods.c %D%/world.c %D%/world.h
# Disclosure rules.
unit_tests += %D%/test_rules
tests_unit_test_rules_SOURCES = %D%/test_rules.c %D%/world.c %D%/world.h
unit_tests += %D%/test_shown_months
tests_unit_test_shown_months_SOURCES = %D%/test_shown_months.c %D%/world.c %D%/world.h
unit_tests += %D%/test_cells
tests_unit_test_cells_SOURCES = %D%/test_cells.c %D%/world.c %D%/world.h
unit_tests += %D%/test_reader
tests_unit_test_reader_SOURCES = %D%/test_reader.c %D%/world.c %D%/world.h
unit_tests += %D%/test_figure_funnel
unit_tests += %D%/test_words
# What figures are made of.
unit_tests += %D%/test_figure_grammar
# Figures as they were looked at: tests/golden/figure-KIND.trace.
unit_tests += %D%/test_figure_kinds
unit_tests += %D%/test_map
EXTRA_DIST += %D%/figure_golden.h
# The attacker, who shares no equation with the protection.
unit_tests += %D%/test_attacker
tests_unit_test_attacker_SOURCES = %D%/test_attacker.c %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_sources
tests_unit_test_attacker_sources_SOURCES = %D%/test_attacker_sources.c %D%/world.c %D%/world.h
unit_tests += %D%/test_wards
tests_unit_test_wards_SOURCES = %D%/test_wards.c %D%/world.c %D%/world.h
tests_unit_test_wards_LDFLAGS = -Wl,--wrap=released_wards
unit_tests += %D%/test_attacker_words
tests_unit_test_attacker_words_SOURCES = %D%/test_attacker_words.c %D%/world.c %D%/world.h
tests_unit_test_attacker_words_LDFLAGS = -Wl,--wrap=released_find
unit_tests += %D%/test_attacker_derived
tests_unit_test_attacker_derived_SOURCES = %D%/test_attacker_derived.c %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_withheld
tests_unit_test_attacker_withheld_SOURCES = %D%/test_attacker_withheld.c %D%/world.c %D%/world.h
unit_tests += %D%/test_seal
tests_unit_test_seal_SOURCES = %D%/test_seal.c %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_whole
tests_unit_test_attacker_whole_SOURCES = %D%/test_attacker_whole.c %D%/generator.h %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_campaign
tests_unit_test_attacker_campaign_SOURCES = %D%/test_attacker_campaign.c %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_ruled
tests_unit_test_attacker_ruled_SOURCES = %D%/test_attacker_ruled.c %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_revisions
tests_unit_test_attacker_revisions_SOURCES = %D%/test_attacker_revisions.c %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_verdicts
tests_unit_test_attacker_verdicts_SOURCES = %D%/test_attacker_verdicts.c %D%/world.c %D%/world.h
tests_unit_test_attacker_verdicts_LDFLAGS = -Wl,--wrap=released_goal_verdict -Wl,--wrap=released_initiative
unit_tests += %D%/test_fits
tests_unit_test_fits_SOURCES = %D%/test_fits.c %D%/world.c %D%/world.h
unit_tests += %D%/test_attacker_solve
tests_unit_test_attacker_solve_SOURCES = %D%/test_attacker_solve.c
unit_tests += %D%/test_rounded_rates
tests_unit_test_rounded_rates_SOURCES = %D%/test_rounded_rates.c %D%/world.c %D%/world.h
unit_tests += %D%/test_interference
tests_unit_test_interference_SOURCES = %D%/test_interference.c %D%/world.c %D%/world.h
unit_tests += %D%/test_solutions
tests_unit_test_solutions_SOURCES = %D%/test_solutions.c %D%/hand_cells.c %D%/hand_cells.h
unit_tests += %D%/test_leak_words
