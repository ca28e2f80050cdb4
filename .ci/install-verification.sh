#!/bin/sh
# Installs what the checks in tests/Verification need: programs from the packages of Debian or Ubuntu (as root, or by sudo), and those
# that come from npm as the lock file pins them. What is there already is left as it is.
set -eu
cd "$(dirname "$0")/../tests/Verification/node"

packages=
need() { # need PROGRAM PACKAGE...
    command -v "$1" > /dev/null 2>&1 || packages="$packages $2"
}
need spin spin
need gcc "gcc libc6-dev"
need dot graphviz
need sqlite3 sqlite3
need g++ g++
need pkg-config pkg-config
need node nodejs
need npm npm
ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || need initdb postgresql
ls -d /usr/include/*/qt6/QtScxml > /dev/null 2>&1 || need QtScxml qt6-scxml-dev

if [ -n "$packages" ]; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    $as_root apt-get update
    # shellcheck disable=SC2086 # a list of packages
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends $packages
fi

if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    npm ci --no-audit --no-fund
fi
