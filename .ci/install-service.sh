#!/bin/sh
# What the tests in tests/Service need beside the .NET SDK: PostgreSQL, Chromium with axe-core, strace, libfaketime; wrk for the load test.
set -eu
export DEBIAN_FRONTEND=noninteractive
sudo=""
[ "$(id -u)" = 0 ] || sudo="sudo"
$sudo apt-get update -q
$sudo apt-get install -q -y --no-install-recommends postgresql chromium strace faketime wrk curl jq nodejs npm
cd "$(dirname "$0")/../tests/Service/browser"
npm ci --no-audit --no-fund
