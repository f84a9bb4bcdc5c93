# One line a test.  Its source is the file of the same name with .c; it links the whole core but
# main, and cmocka.  A plugin's fragment adds its own tests in the same way.
unit_tests += %D%/test_place
unit_tests += %D%/test_font
unit_tests += %D%/test_document
unit_tests += %D%/test_catalog
unit_tests += %D%/test_workers
unit_tests += %D%/test_street
EXTRA_DIST += %D%/ingest_fixture.h
unit_tests += %D%/test_intervals
unit_tests += %D%/test_change
unit_tests += %D%/test_spread
EXTRA_DIST += %D%/unit.h
