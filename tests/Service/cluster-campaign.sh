#!/bin/sh
# Three silos under load: 200 times kill -9 of a random one (or as often as the first argument says), and each partition for 30 seconds. Takes about an hour; root for the partitions.
set -eu
cd "$(dirname "$0")/../.."
VPP_SILO_KILLS="${1:-200}" VPP_CUT_SECONDS=30 dotnet test tests/Service -c Release --filter 'FullyQualifiedName~CampaignTests' --logger "console;verbosity=detailed"
