#!/bin/sh
# kill -9 under load, 200 times on each database (or as often as the first argument says; a second names one database): first what was acknowledged, then what feed and webhooks
# tell of it. Takes some minutes.
set -eu
cd "$(dirname "$0")/../.."
filter='(FullyQualifiedName~What_was_acknowledged_survives|FullyQualifiedName~What_was_acknowledged_is_told)'
[ -z "${2:-}" ] || filter="$filter&DisplayName~$2"
VPP_KILLS="${1:-200}" dotnet test tests/Service --filter "$filter" --logger "console;verbosity=detailed"
