#!/bin/sh
# Two instances, six clients, and in each round an instance killed, connections ended, the database restarted or a standby promoted: 200 rounds, or as many as the first argument
# says. All that clients were told is checked in the end.
set -eu
cd "$(dirname "$0")/../.."
VPP_HISTORY_ROUNDS="${1:-200}" dotnet test tests/Service -c Release --filter FullyQualifiedName~HistoryTests.What_clients_are_told --logger "console;verbosity=detailed"
