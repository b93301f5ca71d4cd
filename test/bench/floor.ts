/** The floor: accepts, commits in groups with fsync, signs, sends and records. No feature at all: what Hookwheel is measured against. */
import { Database } from "bun:sqlite";
import { createHmac } from "node:crypto";

const { folder, receiverUrl, key, secret, isStoreOff } = JSON.parse(process.argv[2] as string);
const IN_FLIGHT_MAX = 100;

interface Sent {
  seq: number;
  type: string;
  body: string;
}

const db = new Database(`${folder}/floor.db`, { strict: true });
db.run("PRAGMA journal_mode = WAL");
db.run("PRAGMA synchronous = FULL");
db.run("CREATE TABLE event (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, body TEXT NOT NULL) STRICT");
db.run("CREATE TABLE result (event INTEGER NOT NULL, status INTEGER NOT NULL, at INTEGER NOT NULL) STRICT");
const insertEvent = db.query("INSERT INTO event (seq, type, body) VALUES (?, ?, ?)");
const insertResult = db.query("INSERT INTO result (event, status, at) VALUES (?, ?, ?)");

// What comes in the same turn of the event loop shares one transaction and one fsync.
let group: { write: () => void; done: () => void }[] = [];
function committed(write: () => void): Promise<void> | void {
  if (isStoreOff) return;
  if (group.length === 0) setImmediate(commit);
  return new Promise((done) => void group.push({ write, done }));
}
function commit() {
  const units = group;
  group = [];
  db.run("BEGIN IMMEDIATE");
  for (const { write } of units) write();
  db.run("COMMIT");
  for (const { done } of units) done();
}

const signingKey = Buffer.from(secret.slice("whsec_".length), "base64");
async function send({ seq, type, body }: Sent) {
  const id = `msg_${seq}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const signature = createHmac("sha256", signingKey).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": `${timestamp}`,
    "webhook-signature": `v1,${signature}`,
  };
  const { status } = await fetch(`${receiverUrl}/${type}`, { method: "POST", headers, body });
  await committed(() => insertResult.run(seq, status, Date.now()));
}

let waiting: Sent[] = [];
let next = 0;
let inFlight = 0;
function dispatch() {
  while (inFlight < IN_FLIGHT_MAX && next < waiting.length) {
    inFlight++;
    void send(waiting[next++] as Sent).then(() => (inFlight--, dispatch()));
  }
  if (next === waiting.length) [waiting, next] = [[], 0];
}

let seqLast = 0;
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  async fetch(request) {
    if (request.headers.get("authorization") !== `Bearer ${key}`) return new Response(null, { status: 401 });
    const { type, data } = JSON.parse(await request.text());
    const seq = ++seqLast;
    const body = JSON.stringify({ type, timestamp: new Date().toISOString(), data });
    await committed(() => insertEvent.run(seq, type, body));
    waiting.push({ seq, type, body });
    dispatch();
    return Response.json({ id: seq }, { status: 202 });
  },
});
console.log(JSON.stringify({ url: server.url.origin }));
process.on("SIGTERM", () => (db.close(), process.exit(0)));
