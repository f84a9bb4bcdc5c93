/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What scripts can ask of strata and say on a page, and what they are told when they go wrong. */
#include "story.h"

#include "arena_setup.h"
#include "unit.h"

#include "extend/lua_bind.h"
#include "extend/words.h"

#include <math.h>
#include <stdlib.h>

/* EXPRESSION, printed as a paragraph. */
static void assert_says(struct story *story, const char *expression, const char *wanted)
{
  const char *said = story_write(
    story, arena_printf(story->arena, "page:paragraph(tostring(%s))", expression));
  const char *line = arena_printf(story->arena, "section\n  paragraph%s%s\n", *wanted ? " " : "",
                                  wanted);
  if (strcmp(said, line) != 0)
    print_error("%s\n", expression);
  assert_string_equal(said, line);
}

static void scripts_know_what_is_reported(void **state)
{
  struct story *story = story_new(*state, NULL);
  static const char *const pairs[][2] = {
    { "strata.report.id", "assessment" },
    { "strata.report.template", "template" },
    { "strata.report.area", "all" },
    { "strata.report.audience", "public" },
    { "strata.report.edition.period_words", "2021" },
    { "strata.report.edition.cut_off_words", "31 December 2021" },
    { "strata.report.since.id", "2020" },
    { "strata.comparator.name", "All" },
    { "#strata.areas()", "4" },
    { "strata.areas()[1].name", "Ashby" },
    { "strata.areas('groups')[2].code", "west" },
    { "strata.areas('force')[1].kind", "force" },
    { "#strata.areas('all')", "7" },
    { "strata.area('west').members[2]", "E07000002" },
    { "strata.area('all').is_area_of_report", "true" },
    { "strata.area('nowhere')", "nil" },
    { "#strata.indicators()", "4" },
    { "#strata.indicators{plugin = 'asb'}", "3" },
    { "strata.indicator('asb.incidents').unit", "per 1,000 residents" },
    { "strata.indicator('asb.cases').awaited", "true" },
    { "strata.indicator('asb.index').derived", "true" },
    { "strata.indicator('asb.none')", "nil" },
    { "strata.plugins('priority')[1].id", "asb" },
    { "strata.plugins()[1].state", "partial" },
    { "strata.plugins()[1].has.chapter", "false" },
    { "strata.sources()[1].missing", "" },
    { "strata.sources()[3].awaited_from", "the council" },
    { "strata.editions()[2].title", "2021 edition" },
    { "#strata.breaks() + #strata.outcomes() + #strata.recommendations{}", "0" },
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_says(story, pairs[i][0], pairs[i][1]);
}

static void scripts_get_figures(void **state)
{
  struct story *story = story_new(*state, NULL);
  static const char *const pairs[][2] = {
      {"strata.result('asb.incidents', 'all').numerator", "600.0"},
      {"strata.result('asb.incidents', 'all').value", "15.0"},
      {"strata.result('asb.incidents', 'E07000001', '2020').numerator", "240.0"},
      {"strata.result('asb.incidents', 'E07000001', '2020-03').numerator", "20.0"},
      {"strata.result('asb.incidents', 'E07000001').ratio", "1.6"},
      {"strata.result('asb.incidents', 'E07000001').rank", "1"},
      {"strata.result('asb.incidents', 'all').rank", "nil"},
      {"strata.result('asb.incidents', 'all').before", "2020"},
      {"strata.result('asb.incidents', 'all').change", "similar"},
      {"strata.result('asb.incidents', 'all').denominator_period", "2019"},
      {"strata.result('asb.incidents', 'all').no_such_field", "nil"},
      {"(function() local r = strata.result('asb.incidents', 'all') local said = '' "
       "for key, value in pairs(r) do if key:sub(1, 4) == 'unit' or key == 'rank_tied' "
       "then said = said .. key .. '=' .. value .. ' ' end end return said .. r.numerator end)()",
       "rank_tied=0 unit=per 1,000 residents 600.0"},
      {"strata.result('asb.cases', 'all').published", "false"},
      {"strata.result('asb.cases', 'all').shorthand", "[x]"},
      {"strata.result('asb.cases', 'all').value", "nil"},
      {"strata.latest('asb.incidents', 'all', '2020')", "2020"},
      {"strata.latest('asb.cases', 'all')", "nil"},
      {"strata.months('asb.incidents', 'all').first", "2020-01"},
      {"#strata.months('asb.incidents', 'all').values", "24"},
      {"strata.months('asb.cases', 'all')", "nil"},
      {"strata.limits('asb.incidents', 'all', '2020-01', '2020-12')", "nil"}, /* all the same */
      {"strata.limits('asb.incidents', 'all', '2020-01', '2020-05')", "nil"},
      {"strata.chart('asb.incidents', 'all').judged", "false"},
      {"strata.chart('asb.incidents', 'all').reason",
       "The months that would fix the limits do not differ"},
      {"#strata.chart('asb.incidents', 'all').rules", "24"},
      {"strata.chart('asb.incidents', 'all').counts[1]", "50.0"},
      {"strata.chart('asb.incidents', 'all').of", "months"},
      {"strata.chart('asb.cases', 'all').reason", "No monthly figures were supplied"},
      {"#strata.chart('asb.cases', 'all').values", "0"},
      {"#strata.season('asb.incidents', 'all').index", "12"},
      {"strata.season('asb.incidents', 'all').years[2]", "2021-12"},
      {"strata.season('asb.incidents', 'all', '2021-11').reason",
       "A season needs two complete years of months"},
      {"#strata.season('asb.incidents', 'all', '2021-11').index", "0"},
      {"strata.forecast('asb.incidents', 'all').published", "false"},
      {"strata.forecast('asb.incidents', 'all').reason", "Its definition asks for no forecast"},
      {"strata.neighbourhoods('asb.incidents', 'all', nil, 1)[1].share", "0.75"},
      {"#strata.neighbourhoods('asb.incidents', 'all')", "2"},
      {"strata.neighbourhoods('asb.incidents', 'all')[2].ward", "Hill"},
      {"#strata.wards('asb.incidents', 'all')", "2"},
      {"#strata.wards('asb.incidents', 'all', nil, 1)", "1"},
      {"#strata.wards('asb.incidents', 'E07000002')", "0"},
      {"#strata.wards('asb.cases', 'all')", "0"},
      {"strata.wards('asb.incidents', 'E07000001')[1].name", "Harbour"},
      {"strata.wards('asb.incidents', 'E07000001')[1].count", "180.0"},
      {"strata.wards('asb.incidents', 'E07000001')[1].rate", "36.0"},
      {"strata.wards('asb.incidents', 'E07000001')[1].ratio", "2.4"},
      {"strata.wards('asb.incidents', 'all')[2].share", "0.25"},
      {"strata.wards('asb.incidents', 'all')[2].district_name", "Ashby"},
      {"strata.wards('asb.incidents', 'all')[1].neighbourhoods", "1"},
      {"strata.number(strata.wards('asb.incidents', 'all')[1].lower, 1)", "30.9"},
      {"strata.concentration('asb.incidents', 'all').neighbourhoods", "2"},
      {"strata.inequality('asb.incidents', 'all').published", "false"},
      {"strata.inequality('asb.incidents', 'all').status", "not applicable"},
      {"strata.inequality('asb.incidents', 'all').slope", "nil"},
      {"strata.deprived_tenth('asb.incidents', 'all').status", "not applicable"},
      {"strata.deprived_tenth('asb.incidents', 'all').volume_share", "nil"},
      {"strata.severity('asb.incidents', 'all').reason", "Its definition asks for no severity"},
      {"#strata.severity('asb.incidents', 'all').categories", "0"},
      {"#strata.hot_spots('asb.incidents', 'all').spots", "0"},
      {"strata.hot_spots('asb.incidents', 'all').reason",
       "No source has the centres of neighbourhoods"},
      {"strata.near_repeat('asb.incidents', 'all').shorthand", "[z]"},
      {"strata.near_repeat('asb.cases', 'all').reason",
       "Its definition names no source of single events"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_says(story, pairs[i][0], pairs[i][1]);
}

static void changes_are_worded_by_their_test_and_base(void **state)
{
  struct arena *arena = *state;
  static const struct {
    enum change change;
    double before, after, percent, points;
    const char *change_words, *percent_words, *tested_words;
  } cases[] = {
    { CHANGE_FELL, 100, 92, -8, NAN, "fell 8%", "\xE2\x88\x92" "8%", "\xE2\x88\x92" "8%" },
    { CHANGE_SIMILAR, 100, 97, -3, NAN, "similar", "\xE2\x88\x92" "3%", "similar" },
    { CHANGE_ROSE, 50, 90, 80, NAN, "rose 80%", "+80%", "+80%" },
    { CHANGE_ROSE, 49, 90, 83.67, NAN, "rose, was 49", "49 to 90", "49 to 90" },
    { CHANGE_ROSE, 0, 12, NAN, NAN, "rose, was 0", "0 to 12", "0 to 12" },
    { CHANGE_SIMILAR, 15, 12, -20, NAN, "similar", "15 to 12", "similar" },
    { CHANGE_TOO_FEW, 1, 2, NAN, NAN, "too few", "1 to 2", "too few" },
    { CHANGE_FELL, 200, 150, NAN, -3.14, "fell 3.1 points",
      "\xE2\x88\x92" "3.1 points", "\xE2\x88\x92" "3.1 points" },
    { CHANGE_ROSE, NAN, NAN, 12, NAN, "rose 12%", "+12%", "+12%" },
    { CHANGE_NOT_TESTED, NAN, NAN, NAN, NAN, "not tested", "[x]", "[x]" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct result result = { .status = STATUS_PUBLISHED,
                             .change = cases[i].change,
                             .numerator = cases[i].after,
                             .before_numerator = cases[i].before,
                             .change_percent = cases[i].percent,
                             .change_points = cases[i].points };
    assert_string_equal(words_change(arena, &result), cases[i].change_words);
    assert_string_equal(words_percent_change(arena, &result), cases[i].percent_words);
    assert_string_equal(words_tested_change(arena, &result), cases[i].tested_words);
    result.status = STATUS_SUPPRESSED;
    assert_string_equal(words_change(arena, &result), "[c]");
    assert_string_equal(words_tested_change(arena, &result), "[c]");
  }
}

/* A percentage of fewer than 50 is the count of a count, except where there is no such percentage. */
static void a_share_of_few_is_two_counts(void **state)
{
  (void)state;
  struct arena *arena = arena_new();
  static const struct {
    enum statistic statistic;
    double numerator, denominator;
    enum status status;
    const char *words;
  } cases[] = {
    { STATISTIC_PROPORTION, 3, 11, STATUS_PUBLISHED, "3 of 11" },
    { STATISTIC_PROPORTION, 0, 49, STATUS_PUBLISHED, "0 of 49" },
    { STATISTIC_PROPORTION, 0, 50, STATUS_PUBLISHED, "27.3" },
    { STATISTIC_PROPORTION, NAN, NAN, STATUS_PUBLISHED, "27.3" },
    { STATISTIC_PROPORTION, 3, 11, STATUS_SUPPRESSED, "[c]" },
    { STATISTIC_RATE, 3, 11, STATUS_PUBLISHED, "27.3" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct indicator indicator = { .statistic = cases[i].statistic };
    struct catalog catalog = { .indicators = &indicator, .indicator_count = 1 };
    struct strata_run run = { .arena = arena, .catalog = &catalog };
    struct result result = { .status = cases[i].status,
                             .numerator = cases[i].numerator,
                             .denominator = cases[i].denominator,
                             .value = 27.27 };
    assert_string_equal(words_result(&run, 0, &result), cases[i].words);
  }
  arena_free(arena);
}

static void numbers_become_words(void **state)
{
  struct story *story = story_new(*state, NULL);
  static const char *const pairs[][2] = {
    { "'{asb.incidents|count}'", "600" },
    { "'{asb.incidents|value}'", "15.0" },
    { "'{asb.incidents|rate|E07000001}'", "24.0" },
    { "'{asb.incidents|value-unit|E07000001|2020}'", "24.0 per 1,000 residents" },
    { "'{asb.incidents|interval}'", "13.8 to 16.2" },
    { "'{asb.incidents|change}'", "similar" },
    { "'{asb.incidents|change-mark}'", "similar" },
    { "'{asb.incidents|percent-change}'", "0%" },
    { "'{asb.incidents|before-count}'", "600" },
    { "'{asb.incidents|before-period}'", "2020" },
    { "'{asb.incidents|rank|E07000001}'", "highest of 4" },
    { "'{asb.incidents|comparator-value|E07000001}'", "15.0" },
    { "'{asb.incidents|period} {asb.incidents|noun}'", "2021 incidents" },
    { "'{asb.incidents|title}'", "Incidents recorded by the police" },
    { "'{asb.cases|count} and {asb.cases|change}'", "[x] and [x]" },
    { "'{area}, {place}, {partnership}, {edition title}, {cut-off}'",
      "All, the county, The partnership, 2021 edition, 31 December 2021" },
    { "'\\\\{area\\\\}'", "{area}" },
    { "strata.words('{asb.incidents|count} here')", "600 here" },
    { "strata.number(53234.4, 0)", "53,234" },
    { "strata.number(-3.25, 1)", "\xE2\x88\x92" "3.3" },
    { "strata.number(8, 1, 'signed')", "+8.0" },
    { "strata.number(12345, 0, 'plain')", "12345" },
    { "strata.number(nil, 1)", "[x]" },
    { "strata.percent(0.341)", "34%" },
    { "strata.spell(3) .. ' ' .. strata.spell(10)", "three 10" },
    { "strata.ordinal(1) .. ' ' .. strata.ordinal(12) .. ' ' .. strata.ordinal(23)",
      "1st 12th 23rd" },
    { "strata.list{'a', 'b', 'c'} .. strata.list{'d'} .. strata.list{}", "a, b and cd" },
    { "strata.plural(1, 'fire', 'fires') .. strata.plural(2, 'fire', 'fires')", "firefires" },
    { "strata.rank_words(1, 14)", "highest of 14" },
    { "strata.rank_words(3, 14)", "3rd highest" },
    { "strata.rank_words(13, 14)", "2nd lowest" },
    { "strata.rank_words(14, 14)", "lowest" },
    { "strata.rank_words(nil, nil)", "" },
    { "strata.commentary('level')", "nil" },
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
    assert_says(story, pairs[i][0], pairs[i][1]);
}

static void figures_are_never_markup(void **state)
{
  struct story *story = story_new(*state, NULL);
  story->world->catalog.place = "*the* [county](x)";
  assert_says(story, "'{place} {asb.cases|count}(1)'", "*the* [county](x) [x](1)");
}

static void pages_hold_what_scripts_add(void **state)
{
  struct story *story = story_new(*state, NULL);
  const char *said = story_write(story,
    "page:title('A **title**'):subtitle('of {area}'):running('{area}')\n"
    "local left, right = page:columns(8, 4)\n"
    "left:heading('Level') left:heading('Deeper', 3)\n"
    "left:paragraph('{asb.incidents|count} {asb.incidents|noun}', 'lead')\n"
    "left:paragraph('So it was', 'quote')\n"
    "right:list({'one', 'two'}, 'numbered')\n"
    "right:key_figures{{value = '{asb.incidents|count}', words = 'incidents', comparison = 'c'}}\n"
    "page:findings{{lead = 'It rose', support = 'by much'}, {lead = 'It fell'}}\n"
    "page:callout('Care') page:note('Small') page:rule() page:contents() page:key()\n"
    "page:table{title = 'T', columns = {{head = 'Area', header = true}, {head = 'N', align = 'right'}},\n"
    "  rows = {{kind = 'group', 'All'}, {'Ashby', '{asb.incidents|count|E07000001}'},\n"
    "          {'Barton', {text = '9', bar = 9, most = 10}, kind = 'total', strong = true}}}\n");
  assert_string_equal(said,
    "section A title -- of All\n"
    "  columns\n"
    "    column 8\n"
    "      heading 2 Level\n"
    "      heading 3 Deeper\n"
    "      paragraph 600 incidents\n"
    "      quote\n"
    "        paragraph So it was\n"
    "    column 4\n"
    "      list\n"
    "        item\n"
    "          paragraph one\n"
    "        item\n"
    "          paragraph two\n"
    "      key figures / 600 incidents, c\n"
    "  findings / It rose by much / It fell\n"
    "  callout Care\n"
    "  note Small\n"
    "  rule\n"
    "  contents\n"
    "  key\n"
    "  table T / All / Ashby 240 / Barton 9\n");
}

static void figures_are_drawn_from_results(void **state)
{
  struct story *story = story_new(*state, NULL);
  assert_string_equal(
    story_write(story, "page:figure{kind = 'bar', indicator = 'asb.incidents', title = 'By district', "
                       "change = true, before = true, reference = true}"),
    "section\n  figure By district / Ashby 24.0 similar / Barton 12.0 similar / Corby 12.0 similar "
    "/ Denby 12.0 similar (Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'line', indicator = 'asb.incidents', title = 'Months', "
                       "from = '2021-01', limits = {from = '2020-01', to = '2020-12'}}"),
    "section\n  figure Months / Incidents 12 months (Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'interval', of = 'change', over = 'indicators', "
                       "indicators = {'asb.incidents', 'asb.cases'}, title = 'Changes'}"),
    "section\n  figure Changes / Incidents similar / Cases [x] (Street crime (the police); cases)\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'tiles', indicator = 'asb.incidents', title = 'Tiles'}"),
    "section\n  figure Tiles / Ashby 24.0 / Barton 12.0 / Corby 12.0 / Denby 12.0 "
    "(Street crime (the police))\n");
  const struct document *document
    = story_report(story, ALL, "return function(page) page:figure{kind = 'tiles', "
                               "indicator = 'asb.incidents', classes = 'natural', title = 'Natural'} end");
  assert_non_null(document);
  const struct node *node = document->root;
  while (node && !node->figure)
    node = node->first ? node->first : node->next;
  assert_non_null(node);
  const struct figure *natural = node->figure;
  assert_int_equal(natural->bound_count, 1);
  assert_true(natural->bounds[0] > 23.9 && natural->bounds[0] < 24.1);
  assert_string_equal(natural->class_notes[0], "(3)");
  assert_non_null(strstr(figure_describe(story->arena, natural), "natural breaks"));
  document = story_report(story, ALL, "return function(page) page:figure{kind = 'interval', "
                                      "indicator = 'asb.incidents', over = 'wards', number = 1, "
                                      "title = 'Highest', note = 'Own.'} end");
  assert_non_null(document);
  node = document->root;
  while (node && !node->figure)
    node = node->first ? node->first : node->next;
  assert_non_null(node);
  assert_string_equal(node->figure->note,
                      "The 1 highest of 2 wards. Own. Wards are best fits: each has the figures of the "
                      "neighbourhoods (LSOAs) fitted to it.");
  assert_non_null(strstr(figure_describe(story->arena, node->figure), "Harbour (Ashby) 36.0"));
  assert_string_equal(
    story_write(story, "page:figure{kind = 'map', indicator = 'asb.incidents', scope = 'all', "
                       "number = 1, title = 'Places'}"),
    "section\n  figure Places / E01000001 36.0 / E01000002 12.0 (Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'map', indicator = 'asb.incidents', over = 'wards', "
                       "number = 1, title = 'Wards'}"),
    "section\n  figure Wards / Harbour (Ashby) 36.0 / Hill (Ashby) 12.0 (Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'interval', indicator = 'asb.incidents', over = 'wards', "
                       "scope = 'E07000001', number = 1, title = 'Highest', note = 'Own.'}"),
    "section\n  figure Highest / Harbour 36.0 (Street crime (the police))\n");
  assert_non_null(strstr(
    story_write(story, "page:figure{kind = 'map', indicator = 'asb.incidents', over = 'wards', "
                       "scope = 'E07000002', title = 'None'}"), "Not available"));
  assert_string_equal(
    story_write(story, "page:figure{kind = 'groups', indicator = 'asb.incidents', title = 'Two years', "
                       "periods = {'2020', '2021'}}"),
    "section\n  figure Two years / Ashby [24.0 24.0] similar / Barton [12.0 12.0] similar "
    "/ Corby [12.0 12.0] similar / Denby [12.0 12.0] similar (Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'slope', unit = 'points', title = 'Own', "
                       "columns = {'then', 'now'}, rows = {{label = 'a', values = {1, false}, "
                       "texts = {'', '[c]'}, change = 'fell-better', change_text = 'fell'}}}"),
    "section\n  figure Own / a [1 [c]] fell\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'rolling', indicator = 'asb.incidents', title = 'Years'}"),
    "section\n  figure Years / incidents 13 months (Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'panels', indicator = 'asb.incidents', title = 'Places', "
                       "over = 'districts', from = '2021-01'}"),
    "section\n  figure Places | Ashby 12 months | Barton 12 months | Corby 12 months "
    "| Denby 12 months (Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'scatter', indicator = 'asb.incidents', title = 'Two', "
                       "against = 'asb.incidents'}"),
    "section\n  figure Two / Ashby 24.0 / Barton 12.0 / Corby 12.0 / Denby 12.0 "
    "(Street crime (the police))\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'scatter', unit = 'harm', across_unit = 'offences', "
                       "title = 'Own', rows = {{label = 'a', value = 2, across = 4}, {label = 'b'}}}"),
    "section\n  figure Own / a 2 / b [x]\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'heat', unit = 'calls', title = 'Hours', "
                       "columns = {'00', '12'}, rows = {{label = 'Mon', values = {1, false}, "
                       "texts = {'', '[c]'}}, {label = 'Sat', values = {9, 3}}}}"),
    "section\n  figure Hours / Mon [1 [c]] / Sat [9 3]\n");
  const char *calendar
    = story_write(story, "page:figure{kind = 'heat', indicator = 'asb.incidents', title = 'Seasons'}");
  assert_non_null(strstr(calendar, "figure Seasons / 2020 ["));
  assert_non_null(strstr(calendar, " / 2021 ["));
  assert_string_equal(
    story_write(story, "page:figure{kind = 'waterfall', unit = 'crimes', title = 'Own', "
                       "rows = {{label = 'then', value = 10}, {label = 'a', value = 3}, "
                       "{label = 'b', value = -5.5}, {label = 'now', value = 7.5}}}"),
    "section\n  figure Own / then 10 / a +3 / b \xE2\x88\x92" "5.5 / now 7.5\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'matrix', title = 'Own', columns = {'low', 'high'}, "
                       "labels = {'rare', 'likely'}, rows = {{label = 'a', value = 2, across = 1}, "
                       "{label = 'b'}}}"),
    "section\n  figure Own / a 2 / b [x]\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'pyramid', unit = '%', title = 'Own', "
                       "columns = {'Women', 'Men'}, rows = {{label = '0-4', values = {5, false}}}}"),
    "section\n  figure Own / 0-4 [5 [x]]\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'fan', indicator = 'asb.incidents', title = 'Ahead'}"),
    "section\n  callout Ahead Not available [x]: Its definition asks for no forecast\n");
  assert_string_equal(
    story_write(story, "page:figure{kind = 'bar', unit = 'points', title = 'Own', "
                       "rows = {{label = 'a', value = 2}, {label = 'b'}}}"),
    "section\n  figure Own / a 2 / b [x]\n");
  /* An empty chart says why there is nothing to see. */
  const char *said
    = story_write(story, "page:figure{kind = 'bar', indicator = 'asb.cases', title = 'Cases'}");
  assert_non_null(strstr(said, "section\n  callout Cases Not available [x]: "));
}

static void mistakes_are_named(void **state)
{
  struct story *story = story_new(*state, NULL);
  static const struct {
    const char *body, *code, *why;
  } mistakes[] = {
    { "page:paragraf('x')", "STRATA-X011", "a node has no 'paragraf': did you mean 'paragraph'?" },
    { "page.paragraph('x')", "STRATA-X011", "with a colon" },
    { "page:paragraph()", "STRATA-X011", "must be text, not nothing" },
    { "page:paragraph({})", "STRATA-X011", "must be text, not table" },
    { "page:paragraph('\\xff')", "STRATA-X011", "not UTF-8" },
    { "page:paragraph(('\xC2\xA3'):sub(1, 1))", "STRATA-X011", "not UTF-8" },
    { "page:paragraph('a\\0b')", "STRATA-X011", "not UTF-8" },
    { "page:paragraph('x', 'leed')", "STRATA-X030", "'body', 'lead'" },
    { "page:heading('x', 1)", "STRATA-X030", "2, 3 or 4" },
    { "page:paragraph('x'):paragraph('y')", "STRATA-X037", "holds no others" },
    { "page:columns(8, 8)", "STRATA-X037", "at most 12" },
    { "page:columns(6, 6):title('x')", "STRATA-X037", "to a page only" },
    { "page:box('left')", "STRATA-X037", "no box 'left'" },
    { "page:list{'a', {}}", "STRATA-X011", "must be text, not table" },
    { "page:table{columns = {{head = 'a'}}, rows = {{'1', '2'}}}", "STRATA-X011", "2 cells" },
    { "page:table{columns = {{head = 'a'}, {head = 'b'}}, rows = {{'1'}}}", "STRATA-X038", "1 cells" },
    { "page:table{columns = {{head = 'a'}}, rows = {{1}}}", "STRATA-X011", "strata.number" },
    { "page:table{columns = {{hed = 'a'}}, rows = {{'1'}}}", "STRATA-X011", "did you mean 'head'?" },
    { "page:table{columns = {}, rows = {}}", "STRATA-X038", "at least one column" },
    { "page:table{columns = {{head = 'a'}}, rows = {{{text = '1', columns = 2}}}}", "STRATA-X038", "out of the table" },
    { "page:table{columns = {{head = 'a'}}, rows = {{{text = '1', rows = 3}}, {''}}}", "STRATA-X038", "out of the table" },
    { "page:table{columns = {{head = 'a'}}, rows = {{{text = '1', rows = -1}}}}", "STRATA-X038", "out of the table" },
    { "page:table{columns = {{head = 'a'}}, rows = {{{text = '1', rows = 2}}, {'2'}}}", "STRATA-X038", "not empty" },
    { "page:table{columns = {{head = 'a'}}, rows = {{{text = '1', rows = 2}}, {kind = 'group', ''}}}", "STRATA-X038",
      "not empty" },
    { "page:table{columns = {{head = 'a'}, {head = 'b'}}, rows = {{'', {text = '1', rows = 2}}, "
      "{{text = '2', columns = 2}, ''}}}", "STRATA-X038", "the same place" },
    { "page:figure{kind = 'pie', indicator = 'asb.incidents', title = 'x'}", "STRATA-X030", "'pie'" },
    { "page:figure{kind = 'bar', indicator = 'asb.incidents'}", "STRATA-X039", "needs a title" },
    { "page:figure{kind = 'bar', title = 'x'}", "STRATA-X039", "needs an indicator" },
    { "page:figure{kind = 'bar', title = 'x', unit = 'u', rows = {{label = 'a', value = -1}}}",
      "STRATA-X039", "begin at zero, and a has" },
    { "page:figure{kind = 'groups', title = 'x', unit = 'u', columns = {'b', 'c'}, "
      "rows = {{label = 'a', values = {1, -1}}}}", "STRATA-X039", "begin at zero, and a has" },
    { "page:figure{kind = 'points', title = 'x'}", "STRATA-X039", "needs an indicator" },
    { "page:figure{kind = 'density', title = 'x', indicator = 'asb.incidents', scope = 'all'}",
      "STRATA-X039", "'density' figure has no 'scope'" },
    { "page:figure{kind = 'hotspots', title = 'x', indicator = 'asb.incidents', bounds = {1}}",
      "STRATA-X039", "'hotspots' figure has no 'bounds'" },
    { "page:figure{kind = 'bar', title = 'x', rows = {{label = 'a', value = 0 / 0}}}", "STRATA-X011",
      "not a finite number" },
    { "page:figure{kind = 'slope', title = 'x', unit = 'u', rows = {{label = 'a', values = {1, 2}}}}",
      "STRATA-X039", "needs 'columns'" },
    { "page:figure{kind = 'slope', title = 'x', unit = 'u', columns = {'a', 'b'}, "
      "rows = {{label = 'a', values = {1}}}}", "STRATA-X039", "1 values" },
    { "page:figure{kind = 'groups', title = 'x', indicator = 'asb.incidents', periods = {'2021'}}",
      "STRATA-X039", "2 to 4 columns" },
    { "page:figure{kind = 'fan', title = 'x', indicators = {'asb.incidents', 'asb.cases'}}",
      "STRATA-X039", "'fan' figure has no 'indicators'" },
    { "page:figure{kind = 'line', title = 'x', indicator = 'asb.incidents', reference = true}",
      "STRATA-X039", "it can have: indicators from limits muted" },
    { "page:figure{kind = 'heat', title = 'x', indicators = {'asb.incidents', 'asb.cases'}}",
      "STRATA-X039", "'heat' figure has no 'indicators'" },
    { "page:figure{kind = 'heat', title = 'x', indicator = 'asb.incidents', bounds = {9, 3}}",
      "STRATA-X039", "rise" },
    { "page:figure{kind = 'matrix', title = 'x', rows = {{label = 'a', value = 3, across = 1}}, "
      "columns = {'low', 'high'}, labels = {'rare', 'likely'}}", "STRATA-X039", "on no level" },
    { "page:figure{kind = 'matrix', title = 'x', rows = {{label = 'a', value = 1, across = 1}}, "
      "columns = {'low'}, labels = {'rare', 'likely'}}", "STRATA-X039", "'columns'" },
    { "page:figure{kind = 'pyramid', title = 'x', unit = '%', columns = {'a', 'b', 'c'}, "
      "rows = {{label = 'a', values = {1, 2, 3}}}}", "STRATA-X039", "two columns, or four" },
    { "page:figure{kind = 'pyramid', title = 'x', unit = '%', columns = {'a', 'b', 'c', 'c'}, "
      "rows = {{label = 'a', values = {1, 2, 3, 4}}}}", "STRATA-X039", "are called 'c'" },
    { "page:figure{kind = 'waterfall', title = 'x', indicator = 'asb.incidents'}", "STRATA-X039",
      "its parts" },
    { "page:figure{kind = 'waterfall', title = 'x', indicator = 'asb.incidents', "
      "indicators = {'asb.cases', 'asb.incidents'}}", "STRATA-X039", "fewer than two of 'indicators'" },
    { "page:figure{kind = 'waterfall', title = 'x', unit = 'u', rows = {{label = 'a', value = 3}, "
      "{label = 'b', value = 1}, {label = 'c', value = 5}}}", "STRATA-X039", "from 3 to 4, not to 5" },
    { "page:figure{kind = 'scatter', title = 'x', indicator = 'asb.incidents'}", "STRATA-X039",
      "needs 'against'" },
    { "page:figure{kind = 'scatter', title = 'x', unit = 'u', rows = {{label = 'a', value = 1}}}",
      "STRATA-X039", "'across_unit'" },
    { "page:figure{kind = 'panels', title = 'x', indicators = {'asb.incidents', 'asb.cases'}, "
      "areas = {'all'}}", "STRATA-X039", "need one indicator" },
    { "page:figure{kind = 'line', title = 'x', indicator = 'asb.incidents', rows = {{label = 'a'}}}",
      "STRATA-X039", "has no 'rows'" },
    { "page:figure{kind = 'tiles', title = 'x', indicator = 'asb.incidents', bounds = {2, 1}}",
      "STRATA-X039", "rise" },
    { "page:figure{kind = 'tiles', title = 'x', indicator = 'asb.incidents', classes = 'jenks'}",
      "STRATA-X030", "'natural'" },
    { "page:figure{kind = 'map', title = 'x', indicator = 'asb.incidents', classes = 'natural', "
      "bounds = {1}}", "STRATA-X039", "not both" },
    { "page:figure{kind = 'map', title = 'x', indicator = 'asb.incidents', over = 'towns'}",
      "STRATA-X030", "'wards'" },
    { "page:figure{kind = 'map', title = 'x', indicator = 'asb.incidents', over = 'neighbourhoods'}",
      "STRATA-X039", "need 'scope'" },
    { "page:figure{kind = 'map', title = 'x', indicator = 'asb.incidents', over = 'districts', "
      "scope = 'all'}", "STRATA-X039", "not for districts" },
    { "page:figure{kind = 'bar', title = 'x', indicator = 'asb.incidents', number = 3}",
      "STRATA-X039", "are for over: wards" },
    { "page:figure{kind = 'bar', title = 'x', indicator = 'asb.incidents', over = 'wards', change = true}",
      "STRATA-X039", "have no change" },
    { "page:figure{kind = 'map', title = 'x', indicator = 'asb.incidents', inset = 'all'}",
      "STRATA-X039", "needs 'scope'" },
    { "page:figure{kind = 'map', title = 'x', indicator = 'asb.incidents', scope = 'all', "
      "inset = 'all'}", "STRATA-X039", "is none" },
    { "page:paragraph('{asb.incident|count}')", "STRATA-X031", "did you mean 'asb.incidents'?" },
    { "page:paragraph('{asb.incidents|cont}')", "STRATA-X036", "did you mean 'count'?" },
    { "page:paragraph('{asb.incidents}')", "STRATA-X036", "write {indicator|form" },
    { "page:paragraph('{asb.incidents|count|Ashby}')", "STRATA-X032", "'Ashby'" },
    { "page:paragraph('{asb.incidents|count|all|21}')", "STRATA-X033", "no period" },
    { "page:paragraph('{:diamond:} {nothing}')", "STRATA-X036", "nothing" },
    { "strata.reslt('asb.incidents', 'all')", "STRATA-X011", "did you mean 'result'?" },
    { "strata.result('asb.incidents', 'E07')", "STRATA-X032", "no area 'E07'" },
    { "strata.result('asb.incidents', 'all', 'now')", "STRATA-X033", "write 2025-12" },
    { "strata.areas('towns')", "STRATA-X030", "'districts', 'groups', 'force' or 'all'" },
    { "strata.indicators{plugins = 'asb'}", "STRATA-X011", "did you mean 'plugin'?" },
    { "strata.indicators{plugin = 'abs'}", "STRATA-X035", "did you mean 'asb'?" },
    { "strata.put('index', 'all', '2021', {value = 1})", "STRATA-X025", "in figures() only" },
    { "strata.number(1, 20)", "STRATA-X030", "0 to 15 decimals" },
    { "strata.error('the moon is full')", "STRATA-X024", "the moon is full" },
    { "strata.report = 1", "STRATA-X011", "strata cannot be changed" },
    { "page.x = 1", "STRATA-X011", "a node cannot be changed" },
    { "while true do strata.words('{asb.incidents|count}') end", "STRATA-X012", "steps" },
    { "while true do page:paragraph('x') end", "STRATA-X012", "steps" },
  };
  for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
    story_refuses(story, mistakes[i].body, mistakes[i].code, mistakes[i].why);
}

static void a_mistake_has_its_line(void **state)
{
  struct story *story = story_new(*state, NULL);
  assert_null(story_report(story, ALL, "return function(page)\n\n  page:heading('x', 7)\nend\n"));
  const struct diag *said = diags_at(story->diags, 0);
  assert_string_equal(said->loc.file, arena_printf(*state, "%s/template/page.lua", story->folder));
  assert_int_equal(said->loc.line, 3);
}

/* ---- the same verbs for C and Lua ---------------------------------------------------------- */

static bool is_listed(const luaL_Reg *list, const char *name)
{
  for (; list->name; list++)
    if (strcmp(list->name, name) == 0)
      return true;
  return false;
}

static size_t length(const luaL_Reg *list)
{
  size_t count = 0;
  while (list[count].name)
    count++;
  return count;
}

static bool is_verb(const char *name)
{
  for (const luaL_Reg *const *list = lua_bind_verbs; *list; list++)
    if (is_listed(*list, name))
      return true;
  return false;
}

static size_t verb_count(void)
{
  size_t count = 0;
  for (const luaL_Reg *const *list = lua_bind_verbs; *list; list++)
    count += length(*list);
  return count;
}

/* tests/abi.golden lists every member of every struct of strata-plugin.h. */
static void every_member_of_the_host_is_a_verb_of_lua(void **state)
{
  static const char *const only_c[] = { "struct_size", "abi_minor", "alloc", "format", "node" };
  const char *path = arena_printf(*state, "%s/tests/abi.golden", getenv("top_srcdir"));
  FILE *file = fopen(path, "r");
  assert_non_null(file);
  char line[160], owner[64], member[64];
  size_t verbs = 0, methods = 0;
  while (fgets(line, sizeof line, file)) {
    bool skipped = sscanf(line, "strata_%63[a-z_].%63[a-z_]", owner, member) != 2;
    for (size_t i = 0; !skipped && i < sizeof only_c / sizeof *only_c; i++)
      skipped = strcmp(only_c[i], member) == 0;
    if (!skipped && strcmp(owner, "host") == 0) {
      assert_true(is_verb(member) || is_listed(lua_bind_getters, member));
      verbs++;
    }
    if (!skipped && strcmp(owner, "nodes") == 0) {
      assert_true(is_listed(lua_bind_methods, member));
      methods++;
    }
  }
  fclose(file);
  assert_int_equal(verbs, verb_count() + length(lua_bind_getters));
  assert_int_equal(methods, length(lua_bind_methods));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(scripts_know_what_is_reported, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(scripts_get_figures, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(changes_are_worded_by_their_test_and_base, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_share_of_few_is_two_counts, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(numbers_become_words, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(figures_are_never_markup, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(pages_hold_what_scripts_add, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(figures_are_drawn_from_results, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(mistakes_are_named, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_mistake_has_its_line, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(every_member_of_the_host_is_a_verb_of_lua, arena_setup, arena_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
