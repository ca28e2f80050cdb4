#!/bin/sh
# Three silos of the enrolment service on this machine, on the PostgreSQL database that Service__Database names, with the dashboard on the first. Ctrl-C stops them.
# Ports: the service at 5081 to 5083, the silos at 11111 to 11113, the dashboard at 8090; VPP_PORT_OFFSET adds to all of them.
set -eu
cd "$(dirname "$0")/.."
: "${Service__Database:?Set it to a PostgreSQL database: Host=…;Database=…;Username=…;Password=…}"
offset=${VPP_PORT_OFFSET:-0}
program=${VPP_SERVICE:-}
if [ -z "$program" ]; then
  dotnet build -c Release src/EnrolmentService --verbosity quiet --nologo
  program=src/EnrolmentService/bin/Release/net10.0/EnrolmentService.dll
fi

pids=
stop() { trap - INT TERM EXIT; [ -z "$pids" ] || kill $pids 2> /dev/null || true; wait; }
trap stop INT TERM EXIT
for silo in 1 2 3; do
  port=$((5080 + silo + offset))
  set -- --cluster vpp-enrolment --urls "http://localhost:$port" --Service:Cluster:SiloPort="$((11110 + silo + offset))"
  [ "$silo" -ne 1 ] || set -- "$@" --Service:Cluster:DashboardUrl="http://localhost:$((8090 + offset))"
  dotnet "$program" "$@" &
  pids="$pids $!"
  # The first makes the tables and, in Development, the demo data.
  tries=0
  until curl --silent --fail --output /dev/null "http://localhost:$port/health/ready"; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] && kill -0 "$!" 2> /dev/null || { echo "Silo $silo did not start." >&2; exit 1; }
    sleep 0.5
  done
  echo "Silo $silo serves at http://localhost:$port"
done
echo "The dashboard is at http://localhost:$((8090 + offset))"
wait
