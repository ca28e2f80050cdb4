#!/bin/sh
# Installs what the tests in tests/Service need beside the .NET SDK: PostgreSQL, Chromium, strace, libfaketime, iproute2, curl and jq; wrk for the
# load test. Programs come from the packages of Debian or Ubuntu (as root, or by sudo), the judges of the OpenAPI document and a receiver of webhooks
# from npm as their lock files pin them. What is there already is left as it is.
set -eu
cd "$(dirname "$0")/.."

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
need ip iproute2
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

for folder in tests/Contract/node tests/Service/Webhooks/node; do
    if [ ! "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
        npm ci --prefix "$folder" --no-audit --no-fund --ignore-scripts --loglevel error
    fi
done
