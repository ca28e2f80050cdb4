// Brings 400 devices to ACTIVE, writes events at a steady rate, receives their webhooks, and prints how long after its acknowledgement each came: node webhook-delay.mjs URL RATE SECONDS, with KEY,
// SERVICE_PID and WARM_UP seconds at that rate before. A write pauses or resumes a participation, so that each makes an event.
import { readFileSync } from "node:fs";
import http from "node:http";

const [url, rate, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
const headers = { authorization: `Bearer ${process.env.KEY}`, "content-type": "application/json" };
const warmUp = Number(process.env.WARM_UP ?? 45);
const acknowledged = new Map();
const received = new Map();
let [sent, refused] = [0, 0];

function request(method, path, body) {
  return new Promise((resolve, reject) => {
    const call = http.request(url + path, { method, agent, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => resolve({ status: answer.statusCode, text }));
    });
    call.on("error", reject);
    call.end(JSON.stringify(body));
  });
}

async function create(device) {
  const { status, text } = await request("POST", "/vpp-participations", { device_id: `dev_${device}`, programme_id: "vpr_load", provider_id: "prv_load" });
  if (status !== 201) throw new Error(text);
  return JSON.parse(text).id;
}
const ids = await Promise.all(Array.from({ length: 400 }, (_, device) => create(device)));
for (const event of ["CONSENT_REQUESTED", "CONSENT_GRANTED", "TELEMETRY_RECEIVED", "CONTROL_CONFIRMED", "ELIGIBILITY_CONFIRMED", "REGISTRATION_CONFIRMED", "DEVICE_WENT_LIVE"]) {
  const { status, text } = await request("POST", "/vpp-participations/bulk", { programme_id: "vpr_load", event });
  if (status !== 200) throw new Error(text);
}

const receiver = http.createServer((call, answer) => {
  let text = "";
  call.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => {
    answer.writeHead(204).end();
    const note = JSON.parse(text).data.transition?.note;
    if (note !== undefined && !received.has(note)) received.set(note, performance.now());
  });
});
await new Promise((done) => receiver.listen(0, "127.0.0.1", done));
const made = await request("POST", "/webhook-endpoints", { url: `http://127.0.0.1:${receiver.address().port}/` });
if (made.status !== 201) throw new Error(made.text);

const busy = new Set();
const turns = new Map();
async function write(number) {
  // One write of a participation at a time: its next event is known.
  let id = ids[number % ids.length];
  for (let tries = 0; busy.has(id) && tries < ids.length; tries++) id = ids[(number + tries) % ids.length];
  busy.add(id);
  const turn = turns.get(id) ?? 0;
  turns.set(id, turn + 1);
  const note = String(number);
  const { status } = await request("POST", `/vpp-participations/${id}/events`, { event: turn % 2 ? "CUSTOMER_RESUMED" : "CUSTOMER_PAUSED", note });
  busy.delete(id);
  if (status === 200) acknowledged.set(note, performance.now());
  else refused++;
}


/** Writes at the rate for so many seconds, and waits for the webhooks of all; the numbers written, and how long it took to write them. */
async function run(seconds) {
  const [first, start] = [sent, performance.now()];
  await new Promise((done) => {
    const timer = setInterval(() => {
      const elapsed = (performance.now() - start) / 1000;
      if (elapsed > seconds) {
        clearInterval(timer);
        done();
        return;
      }
      while (sent - first < elapsed * rate) write(sent++).catch(() => refused++);
    }, 5);
  });
  for (let waited = 0; waited < 120 && received.size < acknowledged.size; waited++) await new Promise((done) => setTimeout(done, 500));
  const measured = [...acknowledged].filter(([note]) => Number(note) >= first);
  return { measured, elapsed: (Math.max(...measured.map(([, at]) => at)) - start) / 1000 };
}

// In clock ticks of 10 ms: what the service has used in all.
const processor = () => readFileSync(`/proc/${process.env.SERVICE_PID}/stat`, "utf8").replace(/.*\) /, "").split(" ").slice(11, 13).reduce((sum, ticks) => sum + Number(ticks), 0);

// Until its code is compiled as it stays, a service uses much of its time for that.
await run(warmUp);
const before = processor();
const { measured, elapsed } = await run(seconds);
const used = processor() - before;
const delays = measured.filter(([note]) => received.has(note)).map(([note, at]) => Math.max(0, received.get(note) - at)).sort((a, b) => a - b);
const quantile = (part) => delays[Math.min(delays.length - 1, Math.floor(delays.length * part))].toFixed(1);
console.log(
  `${(measured.length / elapsed).toFixed(0)} writes a second acknowledged, ${refused} refused; webhooks of ${delays.length} of ${measured.length} came, ` +
  `after p50 ${quantile(0.5)} ms, p90 ${quantile(0.9)} ms, p99 ${quantile(0.99)} ms, at most ${quantile(1)} ms`);
console.log(`processor time of the service: ${((used * 10_000) / measured.length).toFixed(0)} us a write with its webhook`);
process.exit(0);
