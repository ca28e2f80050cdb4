#!/bin/sh
# What runs the service elsewhere is well-formed: Dockerfile and compose.yaml by linters from npm, the systemd unit by systemd-analyze where there is one.
set -eu
cd "$(dirname "$0")/../deploy/lint"
npm ci --no-audit --no-fund --silent
npx dockerfilelint ../../Dockerfile
node -e '
  const faults = require("dockerfile-utils").validate(require("fs").readFileSync("../../Dockerfile", "utf8"));
  for (const fault of faults) console.error(`Dockerfile:${fault.range.start.line + 1}: ${fault.message}`);
  process.exit(faults.length === 0 ? 0 : 1);'
npx dclint --max-warnings 0 ../../compose.yaml
if command -v systemd-analyze > /dev/null 2>&1; then
    systemd-analyze verify --man=no ../vpp-enrolment.service
else
    echo 'Not checked: deploy/vpp-enrolment.service, which needs systemd-analyze.'
fi
