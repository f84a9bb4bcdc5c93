#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# strata plugin list, check and new.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

fail() {
  echo "FAILED: $*"
  failures=$((failures + 1))
}

# expect STATUS WORDS COMMAND...: the command ends with STATUS and says WORDS.
expect() {
  local wanted=$1 words=$2 status=0
  shift 2
  "$@" >said 2>&1 || status=$?
  [[ $status == "$wanted" ]] || { fail "status $status, not $wanted: $*"; cat said; }
  grep -qF -- "$words" said || { fail "'$words' is not in what was said: $*"; cat said; }
}

# ---- list
expect 0 'anti-social-behaviour' "$STRATA" plugin list
mkdir found
cp -r "$top_srcdir/plugins/anti-social-behaviour" found/asb
chmod -R u+w found
STRATA_PLUGIN_PATH=$work/found expect 0 "(not used: another 'asb' is found before it)" "$STRATA" plugin list

# ---- the template and everything that is shipped
for plugin in "$top_srcdir"/plugins/*/plugin.yaml; do
  expect 0 'ok 1 - the definitions are valid' "$STRATA" plugin check "${plugin%/*}"
  if grep -q '^not ok' said; then fail "$plugin"; cat said; fi
done

# ---- new
for code in none lua c; do
  expect 0 'strata plugin check' "$STRATA" plugin new "new-$code" --code "$code"
  grep -rli example "new-$code" && fail "new-$code still speaks of the template"
done
expect 0 "make -C made" "$STRATA" plugin new made --code c
expect 0 'strata plugin check' "$STRATA" plugin new other "folder"
[[ -e folder/plugin.yaml ]] || fail 'no folder/plugin.yaml'
expect 3 'STRATA-X041' "$STRATA" plugin new other "folder"
expect 3 'STRATA-X041' "$STRATA" plugin new other "no/such/folder"
expect 3 'STRATA-X040' "$STRATA" plugin new Other
expect 2 'say' "$STRATA" plugin new
expect 2 'say' "$STRATA" plugin polish x
expect 0 '1..8' "$STRATA" plugin check new-none
expect 0 '1..8' "$STRATA" plugin check new-lua

read -ra compiler <<<"$CC"
compile() { # FOLDER NAME
  "${compiler[@]}" -std=gnu17 -Wall -Wextra -Werror -I"$top_srcdir/core" -fPIC -fvisibility=hidden \
    -shared -o "$1/$2.so" "$1/$2.c" -lm || fail "$1/$2.c does not compile"
}
expect 3 'STRATA-X004' "$STRATA" plugin check new-c
compile new-c new-c
expect 0 '1..9' "$STRATA" plugin check new-c
expect 0 '1..9' "$STRATA" plugin check new-c/new-c.so

# ---- what is wrong is found
expect 3 'not ok 1 - the definitions are valid' "$STRATA" plugin check nowhere
wrong() { # narrative.lua on stdin
  rm -rf wrong
  cp -r new-lua wrong
  cat >wrong/narrative.lua
}
wrong <<<'return {profile = function(node) node:paragraph(strta.list{}) end}'
expect 3 "no global 'strta': did you mean 'strata'?" "$STRATA" plugin check wrong
wrong <<<'return {profile = function(node) node:paragraf("x") end}'
expect 3 'not ok 4 - it works with complete figures' "$STRATA" plugin check wrong
expect 3 "wrong/narrative.lua:1: error: plugin 'new-lua' failed: a node has no 'paragraf'" "$STRATA" plugin check wrong
wrong <<<'return {profile = function(node)
  node:paragraph(strata.number(strata.result("new-lua.incidents").value + 1, 0)) end}'
expect 3 'not ok 7 - it works when nothing has been supplied' "$STRATA" plugin check wrong
wrong <<<'return {profil = function() end}'
expect 3 'not ok 3 - the code can be used' "$STRATA" plugin check wrong
wrong <<<'return {profile = function(node) while true do end end}'
expect 3 'STRATA-X012' "$STRATA" plugin check wrong

rm -rf wrong
cp -r new-c wrong
sed -i 's/^static int put_year/int stray; int stray = 1;\nstatic int put_year/' wrong/new-c.c
"${compiler[@]}" -std=gnu17 -I"$top_srcdir/core" -fPIC -shared -o wrong/new-c.so wrong/new-c.c -lm
expect 3 'it exports stray; declare them static' "$STRATA" plugin check wrong
cp new-c/new-c.c wrong/
sed -i 's/most \/ (sum \/ MONTHS)/(double)getpid()/; s/#include <math.h>/#include <math.h>\n#include <unistd.h>/' wrong/new-c.c
compile wrong new-c
expect 3 'not ok 6 - it does the same twice' "$STRATA" plugin check wrong
cp new-c/new-c.c wrong/
sed -i 's/host->areas(run, "all", &count)/host->areas(run, "force", \&count)/' wrong/new-c.c
compile wrong new-c
expect 3 "'new-c.ratio' says 'derived: true', and figures() never puts it" "$STRATA" plugin check wrong
cp new-c/new-c.c wrong/
sed -i 's/  size_t count;/  size_t count; for (volatile int i = 0; ; i++) ;/' wrong/new-c.c
compile wrong new-c
expect 3 'processor time' "$STRATA" plugin check wrong

[[ $failures == 0 ]]
