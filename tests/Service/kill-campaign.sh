#!/bin/sh
# kill -9 under load, 200 times on each database (or as often as the first argument says; a second names one database). Takes some minutes.
set -eu
cd "$(dirname "$0")/../.."
VPP_KILLS="${1:-200}" dotnet test tests/Service --filter "FullyQualifiedName~What_was_acknowledged_survives&DisplayName~${2:-}" --logger "console;verbosity=detailed"
