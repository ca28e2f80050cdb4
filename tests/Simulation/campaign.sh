#!/bin/sh
# A million seeds of the simulation (or as many as the first argument says, from the second on). Prints the first that fails, made as short as it can be.
set -eu
cd "$(dirname "$0")/../.."
VPP_SIMULATION_SEEDS="${1:-1000000}" VPP_SIMULATION_FIRST="${2:-0}" \
    dotnet test tests/Simulation -c Release --filter FullyQualifiedName~What_is_promised --logger "console;verbosity=detailed"
