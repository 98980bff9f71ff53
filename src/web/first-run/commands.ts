/** Commands a newcomer can paste as they are. */

/** Times are filled in by the shell, in ms. */
export const reportCommand = (origin: string): string => `NOW=$(date +%s)000
curl ${origin}/api/reports \\
  -H 'content-type: application/json' \\
  -d '{"sentAt": '$NOW', "reports": [
    {"kind": "boot.started", "device": "pc-001",
     "at": '$NOW', "boot": "b-'$NOW'",
     "labels": {"ring": "Canary", "sector": "Retail"}},
    {"kind": "heartbeat", "device": "pc-001",
     "at": '$NOW', "boot": "b-'$NOW'", "everySec": 60}]}'`;

export const inventoryCommand = (origin: string): string => `curl -X PUT ${origin}/api/devices \\
  -H 'content-type: application/x-ndjson' \\
  --data-binary @- <<'END'
{"device": "pc-001", "labels": {"ring": "Canary", "sector": "Retail"}}
{"device": "pc-002", "labels": {"ring": "Pilot", "sector": "Retail"}}
{"device": "pc-003", "labels": {"ring": "Broad", "sector": "Banking"}}
END`;

export const drillCommand = (origin: string): string => `npm run drill -- --url ${origin} --scenario july-19-staged`;
