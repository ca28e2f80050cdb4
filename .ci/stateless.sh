#!/usr/bin/env bash
# The bridge to Stateless and its tests: run where the package restores. A registry that does not serve it is no failure; anything else is.
# Another source can be named: RestoreAdditionalProjectSources=FOLDER .ci/stateless.sh
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
log=$(mktemp)
trap 'rm -f "$log"' EXIT

if ! dotnet restore tests/Stateless >"$log" 2>&1; then
  # NU1101: no such package; NU1102, NU1103: no such version; NU1301: the source does not answer.
  if grep -qE 'NU1101: .* Stateless[. ]|NU110[23]: .* Stateless |NU1301' "$log" && ! grep -E 'error' "$log" | grep -qvE 'NU1101|NU110[23]|NU1301'; then
    echo 'The tests of the bridge to Stateless did not run: the package Stateless does not restore here.'
    exit 0
  fi
  cat "$log"
  exit 1
fi
dotnet test tests/Stateless -c Release --no-restore
