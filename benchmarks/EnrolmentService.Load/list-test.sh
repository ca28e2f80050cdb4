#!/bin/bash
# How long a page of an operator's list takes as participations get more: a programme's enrollments, those of one status, those of a group of 20 sites, those of a group of all sites and the paused among these, of whom there are none, over HTTP, by one
# caller after the other. On SQLite, or where DATABASE_URL is the PostgreSQL connection string of an empty database, there. usage: list-test.sh [participations...]
set -eu
cd "$(dirname "$0")/../.."
[ $# -gt 0 ] || set -- 10000 100000 1000000
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build -c Release -v q src/EnrolmentService > /dev/null
service=src/EnrolmentService/bin/Release/net10.0/EnrolmentService.dll
database="${DATABASE_URL:-Data Source=$work/lists.db}"
url=http://127.0.0.1:5092
on() { dotnet $service "$@" --Service:Database="$database" --Logging:LogLevel:Default=None; }
sql() { if [ -n "${DATABASE_URL:-}" ]; then psql -qAt "$(sed 's/;/ /g; s/Host=/host=/; s/Port=/port=/; s/Database=/dbname=/; s/Username=/user=/' <<< "$DATABASE_URL")"; else sqlite3 "$work/lists.db"; fi; }
from=0
for rows in "$@"; do
  # Ten devices a site, a participation of each.
  jq -nc --argjson from "$from" --argjson rows "$rows" '{accounts: [{id: "acc_load", name: "Load", keys: [{label: "load \($rows)", live_mode: true}]}], providers: [{id: "prv_load", display_name: "Load"}],
    programmes: [{id: "vpr_load", provider_id: "prv_load", display_name: "Load"}], groups: [{id: "few", account_id: "acc_load", name: "Few"}, {id: "all", account_id: "acc_load", name: "All"}],
    locations: [range($from; $rows; 10) | {id: "loc_\(.)", account_id: "acc_load", live_mode: true}],
    devices: [range($from; $rows) | {id: "dev_\(.)", location_id: "loc_\(. - . % 10)", display_name: "Device"}]}' > "$work/directory.json"
  KEY=$(on import "$work/directory.json" | jq -r .key)
  awk -v from="$from" -v rows="$rows" 'BEGIN { print "external_id,device_id,programme_id,provider_id"; for (i = from; i < rows; i++) printf "crm-%d,dev_%d,vpr_load,prv_load\n", i, i }' > "$work/rows.csv"
  on import-participations "$work/rows.csv" acc_load live > "$work/imported"
  # Twenty sites spread over all, and all sites; what a PATCH of each would write.
  sql <<< "DELETE FROM location_group; INSERT INTO location_group (location_id, group_id, account_id, live_mode) SELECT id, 'all', account_id, live_mode FROM location;
    INSERT INTO location_group (location_id, group_id, account_id, live_mode) SELECT id, 'few', account_id, live_mode FROM location WHERE CAST(SUBSTR(id, 5) AS INTEGER) % ($rows / 20) = 0;"
  [ -z "${DATABASE_URL:-}" ] || sql <<< 'ANALYZE'
  ASPNETCORE_ENVIRONMENT=Production dotnet $service --Service:Database="$database" --urls $url > "$work/log" &
  for _ in $(seq 200); do curl -sf $url/health/ready > /dev/null && break; sleep 0.1; done
  for query in '' '&status=CREATED' '&group_id=few' '&group_id=all' '&group_id=all&status=PAUSED'; do
    page="$url/v1/enrollments?program_id=vpr_load&limit=100$query"
    found=$(curl -sf "$page" -H "Authorization: Bearer $KEY" | jq '.enrollments | length')
    wrk -t1 -c1 -d2s "$page" -H "Authorization: Bearer $KEY" > /dev/null
    wrk -t1 -c1 -d3s --latency "$page" -H "Authorization: Bearer $KEY" | awk -v rows="$rows" -v query="$query" -v found="$found" '/50%/ { fifty = $2 } /99%/ { most = $2 }
      END { printf "%9d participations, %-31s %3d on the page, p50 %s, p99 %s\n", rows, query, found, fifty, most }'
  done
  kill $!
  wait $! || true
  from=$rows
done
