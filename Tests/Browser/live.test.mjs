/**
 * `pilsun.js` in Node against a live server: `PILSUN_SERVER=PATH node --experimental-websocket --test live.test.mjs`.
 * The server is started on a free port, and killed and started again in the middle of a stroke.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";

const source = await readFile(new URL("../../Sources/Server/Pages/pilsun.js", import.meta.url));
const { PilsunClient } = await import(`data:text/javascript;base64,${source.toString("base64")}`);

const server = process.env.PILSUN_SERVER;
const records = mkdtempSync(join(tmpdir(), "pilsun-data-"));
process.on("exit", () => rmSync(records, { recursive: true, force: true }));
const frame = { x: 20, y: 10, width: 400, height: 400 };
const options = { skip: server ? false : "PILSUN_SERVER names no server to start", timeout: 60_000 };

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
}

async function serve(port) {
  const child = spawn(server, ["serve", "--host", "127.0.0.1", "--port", String(port)], {
    stdio: ["ignore", "pipe", "ignore"], env: { ...process.env, PILSUN_DATA: records },
  });
  for await (const line of createInterface({ input: child.stdout })) if (line.includes("listening on")) break;
  return child;
}

async function stop(child, signal) {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
}

/** A client that has begun to write 가, the strokes of the model in the frame, and everything that the server says. */
async function begin(t, locale = "en") {
  const port = await freePort();
  const running = { child: await serve(port) };
  t.after(() => stop(running.child, "SIGTERM"));
  const answer = await fetch(`http://127.0.0.1:${port}/characters/${encodeURIComponent("가")}`);
  const { characters } = await answer.json();
  const strokes = characters[0].strokes.map((stroke) => dense(stroke.map(([x, y]) => [frame.x + x * frame.width, frame.y + y * frame.height])));
  const client = new PilsunClient(`ws://127.0.0.1:${port}/ws`);
  t.after(() => client.close());
  const told = [];
  const waiting = new Set();
  for (const type of ["session:ready", "feedback:live", "correction:suggest", "stroke:fit", "analysis:result", "restart", "error"]) {
    client.on(type, (data) => {
      told.push([type, data]);
      for (const check of waiting) check();
    });
  }
  const until = (type, condition = () => true) =>
    new Promise((resolve) => {
      const check = () => {
        const found = told.find(([name, data]) => name === type && condition(data));
        if (!found) return;
        waiting.delete(check);
        resolve(found[1]);
      };
      waiting.add(check);
      check();
    });
  client.start({ text: "가", frame, locale });
  return { client, strokes, told, until, port, running };
}

/** The line with a point every two units. */
function dense(points) {
  return points.flatMap(([x, y], index) => {
    if (!index) return [[x, y]];
    const [x0, y0] = points[index - 1];
    const steps = Math.max(1, Math.round(Math.hypot(x - x0, y - y0) / 2));
    return Array.from({ length: steps }, (_, step) => [x0 + ((x - x0) * (step + 1)) / steps, y0 + ((y - y0) * (step + 1)) / steps]);
  });
}

const clock = { t: 0 };

function write(client, points) {
  client.strokeStart(...points[0], { t: (clock.t += 300) });
  move(client, points.slice(1));
  client.strokeEnd();
}

function move(client, points) {
  client.strokeMove(points.map(([x, y]) => ({ x, y, t: (clock.t += 8) })));
}

test("a character that is written as the model is judged correct", options, async (t) => {
  const { client, strokes, told, until } = await begin(t);
  for (const stroke of strokes) write(client, stroke);
  const { score, details } = await until("analysis:result");
  assert.equal(details.correct, true);
  assert.ok(score > 0.8, `score ${score}`);
  assert.deepEqual(told.filter(([type]) => type === "error"), []);
  const fitted = new Set(told.filter(([type]) => type === "stroke:fit").map(([, { stroke }]) => stroke));
  assert.equal(fitted.size, strokes.length, "every stroke is fitted");
});

test("a wrong order is told while the pen is still down, with a way to go on", options, async (t) => {
  const { client, strokes, until } = await begin(t);
  write(client, strokes[0]);
  client.strokeStart(...strokes[2][0], { t: (clock.t += 300) });
  move(client, strokes[2].slice(1));
  const { stroke, message } = await until("feedback:live", ({ type }) => type === "order.wrong");
  assert.equal(stroke, 1);
  assert.ok(message);
  const { points } = await until("correction:suggest", (correction) => correction.stroke === 1);
  assert.ok(points.length >= 2);
});

test("a stroke goes on when the server has been killed and started again", options, async (t) => {
  const { client, strokes, until, told, port, running } = await begin(t);
  await until("session:ready");
  write(client, strokes[0]);
  const half = strokes[1].length >> 1;
  client.strokeStart(...strokes[1][0], { t: (clock.t += 300) });
  move(client, strokes[1].slice(1, half));
  await until("feedback:live");
  await stop(running.child, "SIGKILL");
  move(client, strokes[1].slice(half));
  running.child = await serve(port);
  client.strokeEnd();
  write(client, strokes[2]);
  client.wake();
  const { details } = await until("analysis:result");
  assert.equal(details.correct, true);
  assert.equal(details.strokes.length, 3);
  assert.equal(told.filter(([type]) => type === "restart").length, 1);
});
