// A pen on the official JavaScript client, for clients_test.py: reads recordings from standard input, a line each
// ({start, events, cutBehind, analysis}), and prints what the server said of each, a line each. {"cut":…} asks to be cut off.
//   node --experimental-websocket pen.mjs BUNDLE URL TRANSPORTS resume|recover
import { createRequire } from "node:module";
import readline from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { XMLHttpRequest } from "./xhr.mjs";

globalThis.XMLHttpRequest = XMLHttpRequest;
const [bundle, url, transports, mode] = process.argv.slice(2);
const io = createRequire(import.meta.url)(bundle);
const recovers = mode === "recover";
const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");

let session, heard, recoveries = 0;
let wake = () => {};
const until = async (condition) => {
  while (!condition()) await new Promise((resolve) => (wake = resolve));
};

const socket = io(url, {
  transports: transports.split(","), reconnectionDelay: 50, reconnectionDelayMax: 200, randomizationFactor: 0,
  auth: recovers ? { recovery: true } : {},
});
socket.on("connect", () => {
  if (recovers) recoveries += socket.recovered;
  else if (session) socket.emit("session:resume", { session: session.session, resume: session.resume, seq: heard.last });
  wake();
});
socket.onAny((name, body, offset) => {
  if (recovers !== (typeof offset === "string")) heard.events.push(["offset", { offset: String(offset), name }]);
  heard.events.push([name, body]);
  if (name === "session:ready") {
    session = body;
    heard.ready += 1;
  }
  if (name === "ink:ack") heard.acknowledged = body.ink;
  if (body.seq && name !== "session:ready") heard.last = body.seq;
  wake();
});

async function write({ start, events, cutBehind, analysis }) {
  session = undefined;
  heard = { events: [], last: 0, ready: 0, acknowledged: 0 };
  socket.emit("session:start", start);
  await until(() => session);
  const cuts = new Set(cutBehind);
  let index = 0;
  while (index < events.length) {
    socket.emit(...events[index++]);
    if (cuts.delete(index)) {
      const ready = heard.ready;
      say({ cut: index });
      await until(() => heard.ready > ready);
      index = session.ink;
    }
  }
  await until(() => heard.acknowledged === events.length);
  // Results are sent again when there is more ink: the last one stands.
  const isDone = () => isDeepStrictEqual(heard.events.findLast(([name]) => name === "analysis:result")?.[1], analysis);
  for (let waited = 0; waited < 100 && !isDone(); waited++) await new Promise((resolve) => setTimeout(resolve, 20));
  say({ events: heard.events, ready: heard.ready, recoveries, transport: socket.io.engine.transport.name });
}

await until(() => socket.connected);
for await (const line of readline.createInterface({ input: process.stdin })) await write(JSON.parse(line));
// An answer of the server's own to an event: null, or what is wrong with it.
say({ answers: [await socket.emitWithAck("stroke:start", { x: 1, y: 2 }), await socket.emitWithAck("stroke:mvoe", {})] });
socket.close();
process.exit(0);
