/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where a program in a build tree, in its installation, and in a moved one looks for its files.
 */
#include "arena_setup.h"
#include "base/arena.h"
#include "base/place.h"
#include "install-dirs.h"

/* cmocka.h wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void an_installed_program_has_its_files_where_make_put_them(void **state)
{
  struct place place;
  place_of_program(*state, INSTALL_BINDIR, &place);
  assert_null(place.build);
  assert_string_equal(place.templates, INSTALL_PKGDATADIR "/templates");
  assert_string_equal(place.reports, INSTALL_PKGDATADIR "/reports");
  assert_string_equal(place.data, INSTALL_PKGDATADIR "/data");
  assert_string_equal(place.plugins, INSTALL_PKGLIBDIR "/plugins");
}

static void the_files_of_a_moved_prefix_move_with_it(void **state)
{
  struct place place;
  place_of_program(*state, "/elsewhere" INSTALL_BINDIR, &place);
  assert_string_equal(place.templates, "/elsewhere" INSTALL_PKGDATADIR "/templates");
  assert_string_equal(place.plugins, "/elsewhere" INSTALL_PKGLIBDIR "/plugins");
}

static void a_lone_program_looks_where_it_was_to_be_installed(void **state)
{
  struct place place;
  place_of_program(*state, "/somewhere/else", &place);
  assert_string_equal(place.templates, INSTALL_PKGDATADIR "/templates");
  assert_string_equal(place.plugins, INSTALL_PKGLIBDIR "/plugins");
}

static void a_build_tree_uses_the_source_tree(void **state)
{
  char folder[] = "/tmp/strata-place-XXXXXX";
  assert_non_null(mkdtemp(folder));
  char *mark = arena_printf(*state, "%s/source-tree", folder);
  FILE *file = fopen(mark, "w");
  assert_non_null(file);
  fputs("/home/analyst/strata\n", file);
  fclose(file);

  struct place place;
  place_of_program(*state, folder, &place);
  unlink(mark);
  rmdir(folder);

  assert_string_equal(place.build, folder);
  assert_string_equal(place.templates, "/home/analyst/strata/templates");
  assert_string_equal(place.plugins, "/home/analyst/strata/plugins");
  assert_string_equal(
      place_module(*state, &place, "/home/analyst/strata/plugins/road-safety", "road"),
      arena_printf(*state, "%s/plugins/road-safety/.libs/road.so", folder));
  assert_string_equal(place_module(*state, &place, "/home/analyst/strata/plugins-of-mine/x", "x"),
                      "/home/analyst/strata/plugins-of-mine/x/x.so");
}

static void an_installed_plugin_has_its_code_beside_its_data(void **state)
{
  struct place place;
  place_of_program(*state, INSTALL_BINDIR, &place);
  assert_string_equal(
      place_module(*state, &place, INSTALL_PKGLIBDIR "/plugins/road-safety", "road"),
      INSTALL_PKGLIBDIR "/plugins/road-safety/road.so");
}

/* The test itself is not in a folder with the mark. */
static void the_running_program_is_found(void **state)
{
  struct place place;
  place_find(*state, &place);
  assert_null(place.build);
  assert_non_null(strstr(place.templates, "/templates"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(an_installed_program_has_its_files_where_make_put_them),
    cmocka_unit_test(the_files_of_a_moved_prefix_move_with_it),
    cmocka_unit_test(a_lone_program_looks_where_it_was_to_be_installed),
    cmocka_unit_test(a_build_tree_uses_the_source_tree),
    cmocka_unit_test(an_installed_plugin_has_its_code_beside_its_data),
    cmocka_unit_test(the_running_program_is_found),
  };
  return cmocka_run_group_tests(tests, arena_setup, arena_teardown);
}
