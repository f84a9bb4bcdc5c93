# Plugins in C for tests/unit/test_containment.c: what is wrong with each is at its top.
misbehaving_link_flags = $(AM_LDFLAGS) -module -avoid-version -shared -rpath /nowhere

check_LTLIBRARIES += %D%/misbehave.la
%C%_misbehave_la_SOURCES = %D%/misbehave.c
%C%_misbehave_la_LDFLAGS = $(misbehaving_link_flags)
check_LTLIBRARIES += %D%/other_abi.la
%C%_other_abi_la_SOURCES = %D%/other_abi.c
%C%_other_abi_la_LDFLAGS = $(misbehaving_link_flags)
check_LTLIBRARIES += %D%/older.la
%C%_older_la_SOURCES = %D%/older.c
%C%_older_la_LDFLAGS = $(misbehaving_link_flags)
check_LTLIBRARIES += %D%/nothing.la
%C%_nothing_la_SOURCES = %D%/nothing.c
%C%_nothing_la_LDFLAGS = $(misbehaving_link_flags)
