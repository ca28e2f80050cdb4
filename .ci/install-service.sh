#!/bin/sh
# Installs what the tests in tests/Service need beside the .NET SDK: PostgreSQL, Chromium, strace, libfaketime, curl, jq and Node with a receiver of webhooks, which
# the lock file pins; wrk for the load test. Programs come from the packages of Debian or Ubuntu (as root, or by sudo); what is there already is left as it is.
set -eu
cd "$(dirname "$0")/../tests/Service/Webhooks/node"

packages=
need() { # need PROGRAM PACKAGE
    command -v "$1" > /dev/null 2>&1 || packages="$packages $2"
}
need chromium chromium
need strace strace
need faketime faketime
need wrk wrk
need curl curl
need jq jq
need node nodejs
need npm npm
ls /usr/lib/postgresql/*/bin/initdb > /dev/null 2>&1 || packages="$packages postgresql"

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
