#!/bin/bash
# How long after the acknowledgement of a write its webhook is received, at 1,000 writes a second, and how many pages of the feed are read in a second: on SQLite, or where DATABASE_URL is the
# PostgreSQL connection string of an empty database, there. The service, who writes and who receives share the machine. usage: webhook-test.sh [writes a second] [seconds]
set -eu
cd "$(dirname "$0")/../.."
rate="${1:-1000}" seconds="${2:-20}"
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build -c Release -v q src/EnrolmentService > /dev/null
service=src/EnrolmentService/bin/Release/net10.0/EnrolmentService.dll
database="${DATABASE_URL:-Data Source=$work/webhooks.db}"
url=http://127.0.0.1:5094
jq -n '{accounts: [{id: "acc_load", name: "Load", keys: [{label: "load", live_mode: true}]}], providers: [{id: "prv_load", display_name: "Load"}],
  programmes: [{id: "vpr_load", provider_id: "prv_load", display_name: "Load"}], locations: [{id: "loc_load", account_id: "acc_load", live_mode: true}],
  devices: [range(400) | {id: "dev_\(.)", location_id: "loc_load", display_name: "Device"}]}' > "$work/directory.json"
KEY=$(dotnet $service import "$work/directory.json" --Service:Database="$database" --Logging:LogLevel:Default=None | jq -r .key)
export KEY
ASPNETCORE_ENVIRONMENT=Production dotnet $service --Service:Database="$database" --urls $url --Service:Webhooks:AllowHttp=true --Service:Webhooks:AllowPrivateAddresses=true > "$work/log" &
pid=$!
for _ in $(seq 200); do curl -sf $url/health/ready > /dev/null && break; sleep 0.1; done
SERVICE_PID=$pid node benchmarks/EnrolmentService.Load/webhook-delay.mjs $url "$rate" "$seconds"
for LIMIT in 1 100 1000; do
  export LIMIT
  wrk -t1 -c4 -d3s -s benchmarks/EnrolmentService.Load/feed.lua $url > /dev/null
  wrk -t1 -c4 -d5s --latency -s benchmarks/EnrolmentService.Load/feed.lua $url | grep pages
done
