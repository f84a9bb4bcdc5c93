#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: out_of_tree.sh STRATA PKG-CONFIG-FOLDER SOURCE CC [ROOT]
# A stranger's plugin, SOURCE, can be built from what was installed below ROOT and nothing else.
set -eu
unset MAKEFLAGS MFLAGS MAKEOVERRIDES DESTDIR # ours, not the stranger's
strata=${5-}$1 pkgconfig=${5-}$2 source=$3 compiler=$4 root=${5-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$source" "$work/summer"
chmod -R u+w "$work/summer"
cd "$work/summer"

"$strata" --version
export PKG_CONFIG_PATH=$pkgconfig
# The folders that the package names are those on the final machine.
prefix=$(pkg-config --variable=prefix strata-plugin)
build=(make CC="$compiler" PKG_CONFIG="pkg-config --define-variable=prefix=$root$prefix"
  STRATA="$strata" CFLAGS='-O1 -Wall -Wextra -Wpedantic -Werror')

"${build[@]}"
exported=$(nm -D --defined-only summer.so | awk '{ print $3 }')
if [[ $exported != strata_plugin_v1 ]]; then
  echo "summer.so exports more, or less, than strata_plugin_v1: $exported"
  exit 1
fi

"${build[@]}" install plugindir="$work/plugins"
installed=$(cd "$work/plugins" && find . -type f | LC_ALL=C sort | tr '\n' ' ')
expected='./summer/README.md ./summer/indicators/share.yaml ./summer/plugin.yaml ./summer/summer.so '
if [[ $installed != "$expected" ]]; then
  echo "make install of the plugin installed $installed"
  exit 1
fi
echo "a plugin was built and installed from outside the tree"
