// Brings 400 devices to ACTIVE, writes events at a steady rate, receives their webhooks, and prints how long after its acknowledgement each came: node webhook-delay.mjs URL RATE SECONDS, with KEY. A
// write pauses or resumes a participation, so that each makes an event.
import http from "node:http";

const [url, rate, seconds] = [process.argv[2], Number(process.argv[3]), Number(process.argv[4])];
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });
const headers = { authorization: `Bearer ${process.env.KEY}`, "content-type": "application/json" };
const warmUp = 5;
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

const start = performance.now();
await new Promise((done) => {
  const timer = setInterval(() => {
    const elapsed = (performance.now() - start) / 1000;
    if (elapsed > warmUp + seconds) {
      clearInterval(timer);
      done();
      return;
    }
    while (sent < elapsed * rate) write(sent++).catch(() => refused++);
  }, 5);
});
for (let waited = 0; waited < 60 && received.size < acknowledged.size; waited++) await new Promise((done) => setTimeout(done, 500));

const measured = [...acknowledged].filter(([note]) => Number(note) >= warmUp * rate);
const last = Math.max(...measured.map(([, at]) => at));
const delays = measured.filter(([note]) => received.has(note)).map(([note, at]) => Math.max(0, received.get(note) - at)).sort((a, b) => a - b);
const quantile = (part) => delays[Math.min(delays.length - 1, Math.floor(delays.length * part))].toFixed(1);
console.log(
  `${(measured.length / ((last - start) / 1000 - warmUp)).toFixed(0)} writes a second acknowledged, ${refused} refused; webhooks of ${delays.length} of ${measured.length} came, ` +
  `after p50 ${quantile(0.5)} ms, p90 ${quantile(0.9)} ms, p99 ${quantile(0.99)} ms, at most ${quantile(1)} ms`);
process.exit(0);
