/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A sandbox: Lua that can compute and say things, and nothing else.
 *
 * One sandbox runs the scripts of one plugin, or of one template, for one report.  Scripts see a
 * list of harmless functions (what is not listed does not exist), 16 MiB of memory, and a budget of
 * steps for each call from C.  Limits alone would not do: a loop can hide in pcall, in a finalizer
 * or in a pattern, so none of these is there.  What a script does depends on its input alone: no
 * clock, no randomness, no addresses, and pairs goes in sorted order.
 *
 * C enters Lua through sandbox_call only, which catches every error.  Functions that Lua calls
 * must own nothing when they raise one, for it jumps over cleanup attributes: memory comes from an
 * arena, or from Lua.
 */
#ifndef STRATA_EXTEND_SANDBOX_H
#define STRATA_EXTEND_SANDBOX_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#include <lua.h>

enum {
  SANDBOX_MEMORY = 16 * 1024 * 1024,
  SANDBOX_TEXT = 256 * 1024,   /* the longest text */
  SANDBOX_BLOCK = 1024 * 1024, /* the largest table: some 65,000 entries */
  SANDBOX_ARGUMENTS = 250,     /* of a function with "..." */
  SANDBOX_STEPS = 5000000, /* a call from C: instructions, and what copying costs */
};

struct sandbox;

/* A script.  The first sandbox that loads it compiles it; others take what came of that, which never
 * leaves the process. */
struct sandbox_script {
  const char *path; /* lives as long as the sandboxes */
  struct str text;
  struct arena *arena; /* for what it is compiled to; NULL: each sandbox compiles it */
  struct str compiled; /* empty until then */
};

/* Why a call failed. */
struct sandbox_error {
  const char *code; /* "STRATA-X011" */
  struct loc loc;   /* the script's line; the file alone when the line is not known */
  const char *message;
};

/* A sandbox that is closed with ARENA. */
struct sandbox *sandbox_new(struct arena *arena);

/* The state, to push arguments and take results. */
lua_State *sandbox_state(struct sandbox *sandbox);

/* What belongs to the state's owner: sandbox_user gives it to functions that Lua calls. */
void sandbox_set_user(struct sandbox *sandbox, void *user);
void *sandbox_user(lua_State *L);

/* For scripts that come with strata, and end as its C code does: their instructions are not counted,
 * which takes a fifth of Lua's time.  What the functions of C cost still is. */
void sandbox_trust(struct sandbox *sandbox);

/* How many steps each call has, when not SANDBOX_STEPS: for tests. */
void sandbox_set_steps(struct sandbox *sandbox, long steps);

/* Makes the two tables on the top of the stack, which are popped, one read-only global: its fields
 * are those of the first, and what the functions of the second return when a field is read.  Which
 * functions the first has is settled now; its other fields may still change. */
void sandbox_share(lua_State *L, const char *name);

/* A read-only proxy instead of the table on the top of the stack; WHAT names it in errors. */
void sandbox_protect(lua_State *L, const char *what);

/* Raises "WHAT 'KEY'", with the nearest of the names in the table at INDEX. */
int sandbox_no_such_name(lua_State *L, int index, const char *what, const char *key);

/* Pushes the function of SCRIPT.  -1: nothing is pushed, and RET_ERROR says why. */
int sandbox_load(struct sandbox *sandbox, struct arena *arena, struct sandbox_script *script,
                 struct sandbox_error *ret_error);

/* Calls the function below ARGUMENTS on the stack, with a fresh budget; both are popped and RESULTS
 * pushed.  -1: only popped, and RET_ERROR, whose texts are in ARENA, says why.  A call within a call
 * shares its budget. */
int sandbox_call(struct sandbox *sandbox, struct arena *arena, int arguments, int results,
                 struct sandbox_error *ret_error);

/* Takes COST steps from the budget of the call at work; raises an error when that was the last. */
void sandbox_charge(lua_State *L, size_t cost);

/* The line of the script that called the function at work. */
struct loc sandbox_where(lua_State *L);

/* Bytes in use: for tests. */
size_t sandbox_memory(const struct sandbox *sandbox);

#endif
