/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sandbox of scripts: what they find there, what they do not, and that every way out of it that
 * is known ends. */
#include "extend/sandbox.h"
#include "extend/sandbox_memory.h"

#include "arena_setup.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

/* Runs TEXT as a script in a new sandbox.  NULL when it ran, with what it returned as text. */
static const char *run(struct arena *arena, const char *text, struct sandbox_error *error)
{
  struct sandbox *sandbox = sandbox_new(arena);
  sandbox_set_steps(sandbox, SANDBOX_STEPS / 10);
  *error = (struct sandbox_error) { 0 };
  struct sandbox_script script = { .path = "folder/script.lua", .text = str_of(text) };
  if (sandbox_load(sandbox, arena, &script, error) < 0
      || sandbox_call(sandbox, arena, 0, 1, error) < 0)
    return NULL;
  assert_true(sandbox_memory(sandbox) <= SANDBOX_MEMORY);
  const char *returned = lua_tostring(sandbox_state(sandbox), -1);
  return returned ? arena_strdup(arena, returned) : "";
}

static void assert_returns(struct arena *arena, const char *text, const char *wanted)
{
  struct sandbox_error error;
  const char *returned = run(arena, text, &error);
  if (!returned)
    print_error("%s\n%s: %s\n", text, error.code, error.message);
  assert_non_null(returned);
  assert_string_equal(returned, wanted);
}

static void assert_fails(struct arena *arena, const char *text, const char *code, const char *why)
{
  struct sandbox_error error;
  const char *returned = run(arena, text, &error);
  if (returned)
    print_error("%s\nreturned '%s'\n", text, returned);
  else if (strcmp(error.code, code) != 0 || !strstr(error.message, why))
    print_error("%s\n%s: %s\n", text, error.code, error.message);
  assert_null(returned);
  assert_string_equal(error.code, code);
  assert_non_null(strstr(error.message, why));
}

#define SYNTAX "STRATA-X010"
#define ERROR "STRATA-X011"
#define STEPS "STRATA-X012"
#define MEMORY "STRATA-X013"

/* What never ended, or got out, with Lua's own libraries, a hook and an allocator. */
static void every_known_escape_ends(void **state)
{
  static const struct {
    const char *text, *code, *why;
  } escapes[] = {
    { "while true do end", STEPS, "steps" },
    { "local function f() return f() end f()", STEPS, "steps" },
    { "while true do pcall(function() while true do end end) end", ERROR, "no global 'pcall'" },
    { "xpcall(error, error)", ERROR, "no global 'xpcall'" },
    { "coroutine.wrap(function() end)()", ERROR, "no global 'coroutine'" },
    { "setmetatable({}, {__gc = function() while true do end end})", ERROR, "'setmetatable'" },
    { "return getmetatable('').__index", ERROR, "'getmetatable'" },
    { "return ('a'):rep(3000):find(('a-'):rep(12) .. 'b')", ERROR, "patterns" },
    { "return string.gmatch('a', 'a')", ERROR, "patterns" },
    { "return string.gsub('a', 'a', 'b')", ERROR, "patterns" },
    { "return string.match('a', 'a')", ERROR, "patterns" },
    { "return (''):rep(10^15)", ERROR, "65536" },
    { "return ('x'):rep(1 << 17, 'y')", ERROR, "65536" },
    { "return ('x'):rep(1 << 15, ('y'):rep(100))", ERROR, "128 KiB" },
    { "table.move({}, 1, 1 << 50, 2)", ERROR, "no 'move'" },
    { "table.pack(1)", ERROR, "no 'pack'" },
    { "return table.concat({}, 'x', 1, 1 << 60)", ERROR, "invalid value" },
    { "return table.unpack({}, 1, 1 << 60)", ERROR, "too many results" },
    { "local t = {} while true do t[#t + 1] = {} end", MEMORY, "16 MiB" },
    { "local s = 'x' while true do s = s .. s end", MEMORY, "16 MiB" },
    { "local function f(...) return f(1, ...) end f()", ERROR, "250 arguments" },
    { "local t = {} for i = 1, 9999 do t[i] = i end local function f(...) return f(1, ...) end "
      "f(table.unpack(t))", ERROR, "250 arguments" },
    { "local function f(n, ...) if n == 0 then return end return f(n - 1, n, ...) end "
      "while true do f(200) end", STEPS, "steps" },
    { "local s = ('x'):rep(1 << 16, 'y') local a, b = s .. 'a', s .. 'b' "
      "while true do local x = a < b end", STEPS, "steps" },
    { "local t = {} for i = 1, 99999 do t[i] = i end", MEMORY, "for a table" },
    { "local function f() return 1 + f() end f()", MEMORY, "16 MiB" },
    { "local s = ('x'):rep(1 << 16, 'y') while true do local t = s .. 'y' end", STEPS, "steps" },
    { "local s = ('x'):rep(1 << 16, 'y') while true do s:upper() end", STEPS, "steps" },
    { "local s = ('x'):rep(1 << 16, 'y') while true do s:byte(1, 100) end", STEPS, "steps" },
    { "local t = {} for i = 1, 49999 do t[i] = i end while true do table.insert(t, 1, 0) end",
      STEPS, "steps" },
    { "local t = {} for i = 1, 49999 do t[i] = i end while true do table.sort(t) end", STEPS,
      "steps" },
    { "local t = {} for i = 1, 49999 do t[i] = i end while true do pairs(t) end", STEPS, "steps" },
    { "table.sort({3, 2, 1}, function() while true do end end)", STEPS, "steps" },
    { "return load('return 1')()", ERROR, "'load'" },
    { "return loadstring('x')", ERROR, "'loadstring'" },
    { "dofile('/etc/passwd')", ERROR, "'dofile'" },
    { "require('os')", ERROR, "'require'" },
    { "return os.time()", ERROR, "no global 'os'" },
    { "return io.open('/etc/passwd')", ERROR, "no global 'io'" },
    { "return debug.getregistry()", ERROR, "no global 'debug'" },
    { "return package.loaded", ERROR, "no global 'package'" },
    { "return string.dump(function() end)", ERROR, "no 'dump'" },
    { "return math.random()", ERROR, "randomness" },
    { "return collectgarbage('count')", ERROR, "'collectgarbage'" },
    { "print('x')", ERROR, "page:paragraph" },
    { "return next({})", ERROR, "pairs" },
    { "return rawset({}, 1, 2)", ERROR, "'rawset'" },
    { "return _G", ERROR, "no global '_G'" },
    { "return utf8.char(1)", ERROR, "no global 'utf8'" },
    { "return string.format('%p', {})", ERROR, "addresses" },
    { "return string.format('%s', {})", ERROR, "text expected, got table" },
    { "return string.format('%5s', print)", ERROR, "no global 'print'" },
    { "x = 1", ERROR, "'x' is assigned to" },
    { "string.upper = 1", ERROR, "string cannot be changed" },
    { "('x').y = 1", ERROR, "index" },
    { "_ENV.x = 1", ERROR, "'x' is assigned to" },
    { "for k in pairs({[{}] = 1}) do end", ERROR, "a key is a table" },
    { "for k in pairs({[true] = 1}) do end", ERROR, "a key is a boolean" },
    { "goto a ::a:: goto a", STEPS, "steps" },
    { "error({})", ERROR, "a table, not a text" },
    { "error()", ERROR, "a nil, not a text" },
    { "\x1bLua", SYNTAX, "attempt to load a binary chunk" },
    { "return (", SYNTAX, "unexpected symbol" },
    { "return 1 1", SYNTAX, "<eof> expected" },
  };
  for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
    struct arena *arena = arena_new();
    assert_fails(arena, escapes[i].text, escapes[i].code, escapes[i].why);
    arena_free(arena);
  }
  (void)state;
}

static void nothing_differs_from_run_to_run(void **state)
{
  assert_returns(*state, "return tostring({})", "table");
  assert_returns(*state, "return tostring(tostring)", "function");
  assert_returns(*state,
                 "local t, s = {z = 1, a = 2, [10] = 3, [2] = 4, m = 5, [1.5] = 6}, '' "
                 "for k, v in pairs(t) do s = s .. k .. '=' .. v .. ' ' end return s",
                 "1.5=6 2=4 10=3 a=2 m=5 z=1 ");
  /* A stable sort, also with an order that contradicts itself. */
  assert_returns(*state,
                 "local t = {'b1', 'a1', 'b2', 'a2', 'c1'} "
                 "table.sort(t, function(x, y) return x:sub(1, 1) < y:sub(1, 1) end) "
                 "return table.concat(t, ' ')",
                 "a1 a2 b1 b2 c1");
  assert_returns(*state,
                 "local t = {3, 1, 2} table.sort(t, function() return true end) return #t", "3");
}

static void what_is_listed_works(void **state)
{
  assert_returns(*state, "return ('Fylde'):upper() .. string.len('abc')", "FYLDE3");
  assert_returns(*state, "return string.format('%d %5.2f %s %%', 3, 2.5, true)", "3  2.50 true %");
  assert_returns(*state, "return ('ab'):rep(3, '-')", "ab-ab-ab");
  assert_returns(*state, "local t = {} table.insert(t, 'a') table.insert(t, 1, 'b') "
                         "return table.concat(t) .. table.remove(t) .. #t", "baa1");
  assert_returns(*state, "return select('#', 1, 2, 3) + tonumber('4')", "7");
  assert_returns(*state, "return math.floor(2.7) + math.max(1, 5)", "7");
  assert_returns(*state, "local s = 0 for i, v in ipairs({5, 6}) do s = s + i * v end return s",
                 "17");
  assert_returns(*state, "return assert(tostring(1 == 1))", "true");
  assert_returns(*state, "local t = {} for i = 1, 9 do t[i] = 10 - i end table.sort(t) "
                         "return table.concat(t)", "123456789");
}

static void an_unknown_name_is_near_a_known_one(void **state)
{
  assert_fails(*state, "return tostrin(1)", ERROR, "did you mean 'tostring'?");
  assert_fails(*state, "return string.uper('x')", ERROR,
               "string has no 'uper': did you mean 'upper'?");
  assert_fails(*state, "return ('x'):lenn()", ERROR, "string has no 'lenn': did you mean 'len'?");
}

static void an_error_knows_its_line(void **state)
{
  struct sandbox_error error;
  assert_null(run(*state, "local a\n\nlocal b = a.c\n", &error));
  assert_string_equal(error.loc.file, "folder/script.lua");
  assert_int_equal(error.loc.line, 3);
  assert_string_equal(error.message, "attempt to index a nil value (local 'a')");
  assert_null(run(*state, "local function f()\n  error('not this')\nend\nf()", &error));
  assert_int_equal(error.loc.line, 2);
  assert_string_equal(error.message, "not this");
  assert_null(run(*state, "local x =\n\n*", &error));
  assert_int_equal(error.loc.line, 3);
  assert_null(run(*state, "\nstring.rep()", &error));
  assert_int_equal(error.loc.line, 2);
}

/* A shared table gives what it has at the time, and its own name in errors. */
static void a_shared_table_is_read_only(void **state)
{
  struct sandbox *sandbox = sandbox_new(*state);
  lua_State *L = sandbox_state(sandbox);
  struct sandbox_error error;
  lua_newtable(L);
  lua_pushinteger(L, 1);
  lua_setfield(L, -2, "number");
  lua_pushvalue(L, -1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, state);
  lua_newtable(L);
  sandbox_share(L, "things");
  lua_rawgetp(L, LUA_REGISTRYINDEX, state);
  lua_pushinteger(L, 2);
  lua_setfield(L, -2, "number");
  lua_pop(L, 1);

  static const struct {
    const char *text, *says;
  } scripts[] = {
    { "return things.number", "2" },
    { "return things.numbr", "things has no 'numbr': did you mean 'number'?" },
    { "return things[1]", "things has no field that is a number" },
    { "things.number = 3", "things cannot be changed" },
    { "thinks = 3", "a global cannot be changed" },
    { "return thinks", "there is no global 'thinks': did you mean 'things'?" },
  };
  for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
    struct sandbox_script script = { .path = "a.lua", .text = str_of(scripts[i].text) };
    assert_int_equal(sandbox_load(sandbox, *state, &script, &error), 0);
    int failed = sandbox_call(sandbox, *state, 0, 1, &error);
    assert_non_null(strstr(failed ? error.message : lua_tostring(L, -1), scripts[i].says));
  }
}

/* Memory that was given back is used again, for blocks of any size, and a block keeps what is in it as
 * it grows and shrinks. */
static void memory_is_used_again(void **state)
{
  struct sandbox_memory memory = { .arena = *state, .limit = 256 * 1024 };
  static const size_t sizes[] = { 1, 16, 17, 512, 513, 100000, 600, 500, 30, 8 };
  for (int round = 0; round < 1000; round++) {
    unsigned char *block = NULL;
    for (size_t i = 0, old = 0; i < sizeof sizes / sizeof *sizes; old = sizes[i++]) {
      block = sandbox_memory_resize(&memory, block, old, sizes[i]);
      assert_non_null(block);
      assert_true(i == 0 || block[0] == 7);
      memset(block, 7, sizes[i]);
    }
    assert_null(sandbox_memory_resize(&memory, block, 8, 300 * 1024));
    assert_int_equal(block[7], 7);
    assert_null(sandbox_memory_resize(&memory, block, 8, 0));
  }
  assert_true(memory.taken < 40 * 1024);
  size_t count = 0;
  while (sandbox_memory_resize(&memory, NULL, 0, 400))
    count++;
  assert_in_range(count, 500, 256 * 1024 / 400);
  assert_true(memory.taken <= memory.limit);
  sandbox_memory_free(&memory);
}

/* What one sandbox compiled serves another, with the same places in its errors and nothing shared. */
static void a_script_is_compiled_once(void **state)
{
  struct sandbox_script script = { .path = "twice.lua", .arena = *state };
  script.text = STR("local n = 0\n"
                    "n = n + 1\n"
                    "if n == 1 and ... then return string.nothing end\n"
                    "return n");
  for (int i = 0; i < 3; i++) {
    struct sandbox_error error;
    struct sandbox *sandbox = sandbox_new(*state);
    assert_int_equal(sandbox_load(sandbox, *state, &script, &error), 0);
    assert_true(script.compiled.len > 0);
    assert_int_equal(sandbox_call(sandbox, *state, 0, 1, &error), 0);
    assert_int_equal(lua_tointeger(sandbox_state(sandbox), -1), 1);
    assert_int_equal(sandbox_load(sandbox, *state, &script, &error), 0);
    lua_pushboolean(sandbox_state(sandbox), 1);
    assert_int_equal(sandbox_call(sandbox, *state, 1, 1, &error), -1);
    assert_string_equal(error.loc.file, "twice.lua");
    assert_int_equal(error.loc.line, 3);
    script.text = STR("this is no longer read");
  }
}

static void a_call_has_a_budget_of_its_own(void **state)
{
  struct sandbox_error error;
  struct sandbox *sandbox = sandbox_new(*state);
  lua_State *L = sandbox_state(sandbox);
  sandbox_set_steps(sandbox, 20000);
  struct sandbox_script script
    = { .path = "a.lua", .text = STR("return function(n) for i = 1, n do end return n end") };
  assert_int_equal(sandbox_load(sandbox, *state, &script, &error), 0);
  assert_int_equal(sandbox_call(sandbox, *state, 0, 1, &error), 0);
  for (int i = 0; i < 10; i++) {
    lua_pushvalue(L, -1);
    lua_pushinteger(L, 9000);
    assert_int_equal(sandbox_call(sandbox, *state, 1, 1, &error), 0);
    lua_pop(L, 1);
  }
  lua_pushvalue(L, -1);
  lua_pushinteger(L, 90000);
  assert_int_equal(sandbox_call(sandbox, *state, 1, 1, &error), -1);
  assert_string_equal(error.code, STEPS);
  /* It goes on working afterwards. */
  lua_pushinteger(L, 1);
  assert_int_equal(sandbox_call(sandbox, *state, 1, 1, &error), 0);
}

/* Its loops are not counted; what it asks of C is, and its memory has its limit. */
static void a_trusted_script_is_counted_less(void **state)
{
  static const struct {
    const char *text, *code; /* NULL: it runs to its end */
  } cases[] = {
    { "for i = 1, 1000000 do end", NULL },
    { "while true do local s = ('x'):rep(100) end", STEPS },
    { "local t = {} for i = 1, 1 << 40 do t[i] = i end", "STRATA-X013" },
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct sandbox_error error = { 0 };
    struct sandbox *sandbox = sandbox_new(*state);
    sandbox_trust(sandbox);
    sandbox_set_steps(sandbox, 20000);
    struct sandbox_script script = { .path = "a.lua", .text = str_of(cases[i].text) };
    assert_int_equal(sandbox_load(sandbox, *state, &script, &error), 0);
    int status = sandbox_call(sandbox, *state, 0, 0, &error);
    assert_int_equal(status, cases[i].code ? -1 : 0);
    if (cases[i].code)
      assert_string_equal(error.code, cases[i].code);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_known_escape_ends),
    cmocka_unit_test_setup_teardown(nothing_differs_from_run_to_run, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(what_is_listed_works, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(an_unknown_name_is_near_a_known_one, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(an_error_knows_its_line, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_shared_table_is_read_only, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(memory_is_used_again, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_script_is_compiled_once, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_call_has_a_budget_of_its_own, arena_setup, arena_teardown),
    cmocka_unit_test_setup_teardown(a_trusted_script_is_counted_less, arena_setup, arena_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
