#!/bin/bash
# How long one account's reads take, alone and beside another account that floods the service: with more complete requests than it takes at a time, and with
# bodies that trickle in at 300 bytes a second. On SQLite. usage: isolation-test.sh [seconds]
set -eu
cd "$(dirname "$0")/../.."
seconds="${1:-10}"
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build -c Release -v q src/EnrolmentService > /dev/null
service=src/EnrolmentService/bin/Release/net10.0/EnrolmentService.dll
database="Data Source=$work/isolation.db"
url=http://127.0.0.1:5098
jq -n '{accounts: [{id: "acc_quiet", name: "Quiet", keys: [{label: "quiet", live_mode: true}]}, {id: "acc_loud", name: "Loud", keys: [{label: "loud", live_mode: true}]}],
  providers: [{id: "prv_load", display_name: "Load"}], programmes: [{id: "vpr_load", provider_id: "prv_load", display_name: "Load"}],
  locations: [{id: "loc_quiet", account_id: "acc_quiet", live_mode: true}, {id: "loc_loud", account_id: "acc_loud", live_mode: true}],
  devices: [{id: "dev_quiet", location_id: "loc_quiet", display_name: "Quiet"}, {id: "dev_loud", location_id: "loc_loud", display_name: "Loud"}]}' > "$work/directory.json"
dotnet $service import "$work/directory.json" --Service:Database="$database" --Logging:LogLevel:Default=None > "$work/keys"
key() { jq -r "select(.label == \"$1\").key" "$work/keys"; }
ASPNETCORE_ENVIRONMENT=Production dotnet $service --Service:Database="$database" --urls $url > "$work/log" &
for _ in $(seq 200); do curl -sf $url/health/ready > /dev/null && break; sleep 0.1; done
enrol() { # account
  curl -sf $url/vpp-participations -H "Authorization: Bearer $(key "$1")" -H "Content-Type: application/json" \
    -d "{\"device_id\":\"dev_$1\",\"programme_id\":\"vpr_load\",\"provider_id\":\"prv_load\"}" | jq -r .id
}
enrol quiet > "$work/quiet.ids"
enrol loud > "$work/loud.ids"
reads() { # what it is beside
  printf '%s: ' "$1"
  KEY=$(key quiet) METHOD=GET IDS="$work/quiet.ids" wrk -t1 -c4 -d"${seconds}s" --latency -s benchmarks/EnrolmentService.Load/events.lua $url | awk '/RESULT/ {print $2 " reads a second, p99 " $3 " ms, errors " $4}'
}
reads 'warm' > /dev/null
reads 'alone'
KEY=$(key loud) METHOD=POST IDS="$work/loud.ids" wrk -t1 -c600 -d$((seconds + 4))s -s benchmarks/EnrolmentService.Load/events.lua $url > /dev/null &
flood=$!
sleep 2
reads 'beside 600 connections that post'
wait $flood
KEY=$(key loud) python3 - $((seconds + 6)) <<'PYTHON' &
import os, socket, sys, time
head = ("POST /vpp-participations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{" % os.environ["KEY"]).encode()
sockets = []
for _ in range(540):
    s = socket.create_connection(("127.0.0.1", 5098))
    s.sendall(head)
    sockets.append(s)
end = time.time() + int(sys.argv[1])
while time.time() < end:
    for s in sockets:
        try:
            s.sendall(b" " * 300)
        except OSError:
            pass
    time.sleep(1)
PYTHON
sleep 3
reads 'beside 540 bodies that trickle in'
