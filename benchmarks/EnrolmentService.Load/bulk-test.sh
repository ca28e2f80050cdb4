#!/bin/bash
# A bulk pause of many participations on PostgreSQL beside the one SQL command that writes the same rows, and what a single event and read cost
# among so many. PGHOST, PGPORT, PGUSER and PGDATABASE name an empty database.
# usage: bulk-test.sh fill N | service | bare | single (in this order; each leaves the database ready for the next)
set -eu
cd "$(dirname "$0")/../.."
export PGHOST="${PGHOST:-127.0.0.1}" PGPORT="${PGPORT:-5432}" PGUSER="${PGUSER:-postgres}" PGDATABASE="${PGDATABASE:-enrolment}"
state="${TMPDIR:-/tmp}/vpp-bulk-$PGDATABASE"
database="Host=$PGHOST;Port=$PGPORT;Username=$PGUSER;Database=$PGDATABASE"
url=http://127.0.0.1:5097
out=benchmarks/EnrolmentService.Load/BareHost/bin/Release/net10.0
[ -f "$out/EnrolmentService.dll" ] || dotnet build -c Release -v q benchmarks/EnrolmentService.Load/BareHost > /dev/null
sql() { psql -X -q -v ON_ERROR_STOP=1 -At "$@"; }
seconds() { local start; start=$(date +%s.%N); "$@" > "$state/output"; echo "$start $(date +%s.%N)" | awk '{printf "%.1f", $2 - $1}'; }
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

start() { # the service, and its processor time by cpu
  ASPNETCORE_ENVIRONMENT=Production dotnet "$out/EnrolmentService.dll" --Service:Database="$database" --urls $url --Service:DeadlinePolling=01:00:00 > "$state/log" &
  for _ in $(seq 200); do curl -sf $url/health/ready > /dev/null 2>&1 && return; sleep 0.1; done
  echo "the service does not answer" >&2; exit 1
}
post() { curl -sS -f "$url/$1" -H "Authorization: Bearer $(cat "$state/key")" -H "Content-Type: application/json" -d "$2"; }
settle() { sql -c 'VACUUM ANALYZE participation' -c 'VACUUM ANALYZE participation_event' -c 'CHECKPOINT'; }
# The tables as they were before any pause.
restore() {
  sql -c 'TRUNCATE participation, participation_event, participation_outbox, participation_feed' -c 'INSERT INTO participation SELECT * FROM before' \
    -c "INSERT INTO participation_event SELECT id, 1, version, version_token, 0, 2, '{}' FROM before"
  settle
}

case "$1" in
fill)
  mkdir -p "$state"
  jq -n '{accounts: [{id: "acc_load", name: "Load", keys: [{label: "load", live_mode: true}]}], providers: [{id: "prv_load", display_name: "Load"}],
    programmes: [{id: "vpr_load", provider_id: "prv_load", display_name: "Load"}], locations: [{id: "loc_load", account_id: "acc_load", live_mode: true}],
    devices: [{id: "dev_0", location_id: "loc_load", display_name: "Device"}]}' > "$state/directory.json"
  dotnet "$out/EnrolmentService.dll" import "$state/directory.json" --Service:Database="$database" --Logging:LogLevel:Default=None | jq -r .key > "$state/key"
  start
  id=$(post vpp-participations '{"device_id":"dev_0","programme_id":"vpr_load","provider_id":"prv_load"}' | jq -r .id)
  for event in CONSENT_REQUESTED CONSENT_GRANTED TELEMETRY_RECEIVED CONTROL_CONFIRMED ELIGIBILITY_CONFIRMED REGISTRATION_CONFIRMED DEVICE_WENT_LIVE; do
    post "vpp-participations/$id/events" "{\"event\":\"$event\"}" > /dev/null
  done
  # Copies under identifiers of their own. Indexes are made by the inserts, in the order that a life would bring them: by chance.
  sql -v id="$id" -v n="$2" <<'SQL'
CREATE TABLE before AS
  SELECT 'vpp_' || substr(md5(n::text), 1, 24) AS id, version, version_token, 1::bigint AS event_count, configuration, is_open, due_fingerprint, next_due_at, account_id, live_mode,
    'dev_' || n AS device_id, programme_id, time_created, replace(replace(snapshot, :'id', 'vpp_' || substr(md5(n::text), 1, 24)), '"dev_0"', '"dev_' || n || '"') AS snapshot, host_data
  FROM participation, generate_series(1, :n) AS n WHERE id = :'id';
SQL
  restore
  sql -c "SELECT COUNT(*) || ' participations, ' || pg_size_pretty(pg_total_relation_size('participation')) FROM participation"
  ;;
service)
  start
  echo "service: $(seconds post vpp-participations/bulk '{"programme_id":"vpr_load","event":"OPERATOR_PAUSED"}') s: $(cat "$state/output")"
  sql -c 'DROP TABLE IF EXISTS wanted' -c 'CREATE TABLE wanted AS SELECT id, p.version, p.version_token, configuration, is_open, next_due_at, account_id, live_mode, snapshot, sequence, recorded_at, outcome, event
    FROM participation p JOIN participation_event e ON e.participation_id = p.id AND e.sequence = p.event_count ORDER BY id' -c 'ANALYZE wanted'
  restore
  ;;
bare)
  echo "bare: $(seconds sql -c 'WITH written AS (
      UPDATE participation p SET version = w.version, version_token = w.version_token, event_count = w.sequence, configuration = w.configuration, is_open = w.is_open, next_due_at = w.next_due_at, snapshot = w.snapshot
      FROM wanted w WHERE p.id = w.id RETURNING p.id, w.sequence, w.version, w.version_token, w.recorded_at, w.outcome, w.event, w.account_id, w.live_mode),
    told AS (INSERT INTO participation_outbox (participation_id, sequence, kind, account_id, live_mode, recorded_at, token) SELECT id, sequence, 1, account_id, live_mode, recorded_at, version_token # sequence FROM written)
    INSERT INTO participation_event (participation_id, sequence, version, version_token, recorded_at, outcome, event)
    SELECT id, sequence, version, version_token, recorded_at, outcome, event FROM written') s"
  restore
  ;;
single)
  start
  sql -c 'SELECT id FROM participation ORDER BY md5(id || id) LIMIT 20000' > "$state/ids"
  KEY=$(cat "$state/key") IDS="$state/ids"
  export KEY IDS
  for METHOD in GET POST; do
    export METHOD
    wrk -t1 -c16 -d10s -s benchmarks/EnrolmentService.Load/events.lua $url > /dev/null
    echo "$METHOD among $(sql -c 'SELECT COUNT(*) FROM participation'): $(wrk -t1 -c16 -d10s --latency -s benchmarks/EnrolmentService.Load/events.lua $url | awk '/RESULT/ {print $2 "/s, p99 " $3 " ms, errors " $4}')"
  done
  restore
  ;;
esac
