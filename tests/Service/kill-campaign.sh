#!/bin/sh
# kill -9 under load, 200 times on each database (or as often as the first argument says); takes some ten minutes.
set -eu
cd "$(dirname "$0")/../.."
VPP_KILLS="${1:-200}" dotnet test tests/Service --filter "FullyQualifiedName~KillTests" --logger "console;verbosity=detailed"
