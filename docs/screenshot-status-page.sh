#!/bin/sh
# Takes status-page.png anew: the demo's status page, as a browser shows it on a desk.
# Run it after a change to the page; it needs `chromium`, the font DejaVu Sans and the .NET SDK.
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
service=
trap 'kill $service 2>/dev/null || true; rm -rf "$scratch"' EXIT

dotnet build ../src/EnrolmentService --configuration Release --output "$scratch/service" --verbosity quiet
ASPNETCORE_ENVIRONMENT=Development dotnet "$scratch/service/EnrolmentService.dll" --contentRoot "$scratch/service" \
    --urls http://127.0.0.1:0 --Service:Database="Data Source=$scratch/demo.db" > "$scratch/told" &
service=$!
page=
while [ -z "$page" ]; do
    kill -0 $service
    sleep 1
    page=$(grep -o 'http[^ ]*/participations/[^ ]*' "$scratch/told" | head -n 1)
done

chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update \
    --disable-sync --user-data-dir="$scratch/browser" --accept-lang=en-GB --hide-scrollbars --window-size=1040,990 \
    --screenshot=status-page.png "$page" 2> "$scratch/complaints" || { cat "$scratch/complaints" >&2; exit 1; }
