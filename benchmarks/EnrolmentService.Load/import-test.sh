#!/bin/bash
# How long a bulk enrolment takes: over HTTP, by the command, dry, and again with the same file, which changes nothing. On SQLite, or where DATABASE_URL is the PostgreSQL connection string of an
# empty database, there. usage: import-test.sh [rows]
set -eu
cd "$(dirname "$0")/../.."
rows="${1:-100000}"
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build -c Release -v q src/EnrolmentService > /dev/null
service=src/EnrolmentService/bin/Release/net10.0/EnrolmentService.dll
database="${DATABASE_URL:-Data Source=$work/import.db}"
url=http://127.0.0.1:5093
jq -n --argjson rows "$rows" '{accounts: [{id: "acc_load", name: "Load", keys: [{label: "load", live_mode: true}]}], providers: [{id: "prv_load", display_name: "Load"}],
  programmes: [{id: "vpr_http", provider_id: "prv_load", display_name: "Load"}, {id: "vpr_command", provider_id: "prv_load", display_name: "Load"}],
  locations: [{id: "loc_load", account_id: "acc_load", live_mode: true}], devices: [range($rows) | {id: "dev_\(.)", location_id: "loc_load", display_name: "Device"}]}' > "$work/directory.json"
KEY=$(dotnet $service import "$work/directory.json" --Service:Database="$database" --Logging:LogLevel:Default=None | jq -r .key)
for programme in http command; do
  awk -v rows="$rows" -v programme="vpr_$programme" 'BEGIN { print "external_id,device_id,programme_id,provider_id"; for (i = 0; i < rows; i++) printf "crm-%s-%d,dev_%d,%s,prv_load\n", programme, i, i, programme }' > "$work/$programme.csv"
done
timed() { # WHAT COMMAND...: shows the counts and the time on the clock
  local what=$1 began
  shift
  began=$(date +%s%N)
  "$@" > "$work/answer"
  printf '%s: %s in %d.%03d s\n' "$what" "$(jq -c '{created, repeated, refused}' "$work/answer" | tail -1)" $((($(date +%s%N) - began) / 1000000000)) $((($(date +%s%N) - began) / 1000000 % 1000))
}
by_command() { dotnet $service import-participations "$work/command.csv" acc_load live "$@" --Service:Database="$database" --Logging:LogLevel:Default=None; }
over_http() { curl -sSf "$url/vpp-participations/import$1" -H "Authorization: Bearer $KEY" -H 'Content-Type: text/csv' --data-binary "@$work/http.csv"; }
timed "$rows rows by the command, dry" by_command dry-run
timed "$rows rows by the command" by_command
ASPNETCORE_ENVIRONMENT=Production dotnet $service --Service:Database="$database" --urls $url > "$work/log" &
for _ in $(seq 200); do curl -sf $url/health/ready > /dev/null && break; sleep 0.1; done
timed "$rows rows over HTTP" over_http ''
timed "$rows rows over HTTP again" over_http ''
