#!/bin/sh
# Shards are moved back and forth under load for ten minutes (or as many seconds as the first argument says), every third mover ended at some step.
set -eu
cd "$(dirname "$0")/../.."
VPP_SHARD_SECONDS="${1:-600}" dotnet test tests/Orleans -c Release --filter 'FullyQualifiedName~MoveUnderLoadTests' --logger "console;verbosity=detailed"
