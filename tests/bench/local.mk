# Measures what README.md claims; prints the figures and the command for each.
bench: all
	@$(AM_TESTS_ENVIRONMENT) $(SHELL) $(top_srcdir)/%D%/run.sh
.PHONY: bench
