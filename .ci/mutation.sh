#!/usr/bin/env bash
# Mutation testing of the rules, their evaluation, the timeline, what falls due, the messages, and the participation.
# usage: .ci/mutation.sh [PART...]     a part is a folder of src/Vpp.Lifecycle with all below it, "." the root alone; all seven when left out
#
# Each part must score 95 %, and leave as many survivors as docs/verification.md lists for it. More are a gap in the tests; fewer mean that
# the list is stale, or that some test fails whatever is changed and so seems to notice everything.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
[ $# -gt 0 ] || set -- Specification Evaluation Fleets Timelines Deadlines Messages .
dotnet tool restore || exit 1

listed_for() { # the survivors listed for a part: rows "| `PART/FILE.cs` | NUMBER | ..."
  awk -F'|' -v part="$1" '$2 ~ /^ `.*\.cs` $/ {
    file = $2; gsub(/[ `]/, "", file)
    folder = "."; if (match(file, /^[^\/]*\//)) folder = substr(file, 1, RLENGTH - 1)
    if (folder == part) sum += $3
  } END { print sum + 0 }' docs/verification.md
}

failures=0
for part in "$@"; do
  pattern=$part/**/*.cs
  [ "$part" = . ] && pattern=*.cs
  report=$PWD/artifacts/mutation/$part
  rm -rf "$report"
  (cd tests/Unit && dotnet stryker --mutate "$pattern" --output "$report") || { echo "$part: below 95 %, or Stryker did not come to an end"; failures=$((failures + 1)); }
  survived=$(grep -oE '"status": *"(Survived|NoCoverage)"' "$report/reports/mutation-report.json" | wc -l)
  listed=$(listed_for "$part")
  if [ "$survived" -ne "$listed" ]; then
    echo "$part: $survived mutants survived, but docs/verification.md lists $listed"
    failures=$((failures + 1))
  fi
done
[ "$failures" -eq 0 ]
