#!/bin/bash
# Events and reads per second of the enrolment service as a ratio to a bare endpoint doing the same SQL, and of an instance of the service that remembers
# no participation: on SQLite, or where DATABASE_URL is the PostgreSQL connection string of an empty database, there, and of one that is a silo of a cluster as well. usage: load-test.sh [rounds] [seconds]
set -eu
cd "$(dirname "$0")/../.."
rounds="${1:-3}" seconds="${2:-5}"
# Processor time in hundredths of a second: what a request costs, whatever else the machine is doing.
cpu() { awk '{print $14 + $15}' "/proc/$1/stat"; }
declare -A pid process=([5095]=service [5096]=bare [5097]=forgetful [5098]=silo)
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build -c Release -v q benchmarks/EnrolmentService.Load/BareHost >/dev/null
out=benchmarks/EnrolmentService.Load/BareHost/bin/Release/net10.0

directory() {
  jq -n '{accounts: [{id: "acc_load", name: "Load", keys: [{label: "load", live_mode: true}]}], providers: [{id: "prv_load", display_name: "Load"}],
    programmes: [{id: "vpr_load", provider_id: "prv_load", display_name: "Load"}], locations: [{id: "loc_load", account_id: "acc_load", live_mode: true}],
    devices: [range(800) | {id: "dev_\(.)", location_id: "loc_load", display_name: "Device"}]}'
}

wait_for() { for _ in $(seq 200); do curl -sf "$1" >/dev/null 2>&1 && return; sleep 0.1; done; echo "$1 does not answer" >&2; exit 1; }

measure() { # name, database
  local name=$1 database=$2
  directory > "$work/directory.json"
  KEY=$(dotnet "$out/EnrolmentService.dll" import "$work/directory.json" --Service:Database="$database" --Logging:LogLevel:Default=None | jq -r .key)
  export KEY
  ASPNETCORE_ENVIRONMENT=Production dotnet "$out/EnrolmentService.dll" --Service:Database="$database" --urls http://127.0.0.1:5095 > "$work/service.log" &
  pid[5095]=$!
  wait_for http://127.0.0.1:5095/health/ready
  # The bare endpoint overwrites snapshots with a copy of one: each process has participations of its own.
  for n in $(seq 0 799); do
    id=$(curl -s http://127.0.0.1:5095/vpp-participations -H "Authorization: Bearer $KEY" -H "Content-Type: application/json" \
      -d "{\"device_id\":\"dev_$n\",\"programme_id\":\"vpr_load\",\"provider_id\":\"prv_load\"}" | jq -r .id)
    echo "$id"
    for event in CONSENT_REQUESTED CONSENT_GRANTED TELEMETRY_RECEIVED CONTROL_CONFIRMED ELIGIBILITY_CONFIRMED REGISTRATION_CONFIRMED DEVICE_WENT_LIVE; do
      printf 'url = "http://127.0.0.1:5095/vpp-participations/%s/events"\ndata = "{\\"event\\":\\"%s\\"}"\nheader = "Authorization: Bearer %s"\nheader = "Content-Type: application/json"\noutput = /dev/null\nnext\n' "$id" "$event" "$KEY"
    done | sed '$d' | curl -s -K -
  done > "$work/all.ids"
  split -l 200 --numeric-suffixes=5095 -a 4 --additional-suffix=.ids "$work/all.ids" "$work/"
  dotnet "$out/BareHost.dll" --Service:Database="$database" --urls http://127.0.0.1:5096 > "$work/bare.log" &
  pid[5096]=$!
  ASPNETCORE_ENVIRONMENT=Production dotnet "$out/EnrolmentService.dll" --Service:Database="$database" --urls http://127.0.0.1:5097 --Service:RememberedParticipations=0 > "$work/forgetful.log" &
  pid[5097]=$!
  wait_for http://127.0.0.1:5097/health/ready
  local ports=(5095 5096 5097)
  if [ "$name" = PostgreSQL ]; then
    ASPNETCORE_ENVIRONMENT=Production dotnet "$out/EnrolmentService.dll" --Service:Database="$database" --urls http://127.0.0.1:5098 --cluster load --Service:Cluster:SiloPort=5099 > "$work/silo.log" &
    pid[5098]=$!
    wait_for http://127.0.0.1:5098/health/ready
    ports+=(5098)
  fi
  wait_for "http://127.0.0.1:5096/vpp-participations/$(head -1 "$work/5096.ids")"
  for METHOD in POST GET; do
    export METHOD
    # Warm: the runtime compiles what runs often a second and a third time, beside the load.
    [ $METHOD = POST ] && warm=40 || warm=10
    for port in "${ports[@]}"; do IDS="$work/$port.ids" wrk -t1 -c16 -d${warm}s -s benchmarks/EnrolmentService.Load/events.lua http://127.0.0.1:$port >/dev/null; done
    for round in $(seq "$rounds"); do
      for port in "${ports[@]}"; do
        export IDS="$work/$port.ids"
        before=$(cpu "${pid[$port]}")
        echo "$name $METHOD ${process[$port]} $(wrk -t1 -c16 -d"${seconds}s" --latency -s benchmarks/EnrolmentService.Load/events.lua http://127.0.0.1:$port | grep RESULT) $(($(cpu "${pid[$port]}") - before))"
      done
    done
  done | tee "$work/results"
  kill $(jobs -p); wait || true
  awk -v seconds="$seconds" '{k=$1" "$2" "$3; v[k]=v[k]" "$5; n[k]+=$5*seconds; c[k]+=$8; if(!(k in p)||$6<p[k])p[k]=$6; e[k]+=$7}
    function median(s,  a,n,i,j,t){n=split(s,a," ");for(i=1;i<n;i++)for(j=i+1;j<=n;j++)if(a[j]+0<a[i]+0){t=a[i];a[i]=a[j];a[j]=t};return a[int((n+1)/2)]}
    function ratios(s,t,  a,b,n,i,r){n=split(s,a," ");split(t,b," ");for(i=1;i<=n;i++)r=r" "a[i]/b[i];return r}
    END{for(k in v){split(k,x," ");if(x[3]!="bare"){b=x[1]" "x[2]" bare";printf "%s %s %s: %.0f/s (p99 %.1f ms) beside %.0f/s (p99 %.1f ms) bare: ratio of the same round %.2f; processor time per request %.0f us beside %.0f us; errors %d\n",x[1],x[2],x[3],median(v[k]),p[k],median(v[b]),p[b],median(ratios(v[k],v[b])),c[k]*10000/n[k],c[b]*10000/n[b],e[k]}}}' "$work/results"
}

if [ -n "${DATABASE_URL:-}" ]; then measure PostgreSQL "$DATABASE_URL"; else measure SQLite "Data Source=$work/load.db"; fi
