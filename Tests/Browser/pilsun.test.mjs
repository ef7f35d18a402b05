/** `pilsun.js` against a socket that the test plays the server on: resume, resend, backoff. Run with `node --test`. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { readFile } from "node:fs/promises";

// As a data: URL, because Node takes a .js file for an ES module only where a package.json says so.
const source = await readFile(new URL("../../Sources/Server/Pages/pilsun.js", import.meta.url));
const { PilsunClient, InkWriter, graphemes } = await import(`data:text/javascript;base64,${source.toString("base64")}`);

/** A WebSocket whose other end is the test. */
class FakeSocket {
  static all = [];
  static get last() {
    return FakeSocket.all.at(-1);
  }

  sent = [];
  closedWith = null;

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
    this.protocol = "";
    FakeSocket.all.push(this);
  }
  send(message) {
    this.sent.push(typeof message === "string" ? JSON.parse(message) : Buffer.from(message).toString("hex"));
  }
  close(code) {
    this.closedWith = code;
  }

  open() {
    this.onopen({});
    return this;
  }
  say(type, data) {
    this.onmessage({ data: JSON.stringify([type, data]) });
    return this;
  }
  ready(fields = {}) {
    return this.say("session:ready", { session: "s", resume: "r", watch: "w", ink: 0, seq: 0, durable: false, characters: ["가"], ...fields });
  }
  lose(code = 1006) {
    this.onclose({ code });
  }
  /** The names and numbers of what was sent: `["stroke:end", 3]`. */
  get ink() {
    return this.sent.filter(([type]) => !type.startsWith("session:")).map(([type, { seq }]) => [type, seq]);
  }
}

const head = { text: "가나다", frame: { x: 10, y: 0, width: 100, height: 100 }, locale: "ko" };

/** A client with a session in which nothing is written yet, timers that the test turns, and waiting times at their upper bound. */
function begin(t, fields = head) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  t.mock.method(Math, "random", () => 1);
  FakeSocket.all = [];
  const client = new PilsunClient("ws://test/ws", { WebSocket: FakeSocket });
  const events = [];
  for (const type of ["feedback:live", "error", "restart", "state"]) client.on(type, (data) => events.push([type, data]));
  client.start(fields);
  return { client, events };
}

const turn = () => new Promise((resolve) => queueMicrotask(resolve));

test("ink streams before the server has said that the session is ready", (t) => {
  const { client } = begin(t);
  client.strokeStart(1, 2, { t: 0, pressure: 0.5 });
  assert.deepEqual(FakeSocket.last.sent, []);
  FakeSocket.last.open();
  client.strokeEnd();
  assert.deepEqual(FakeSocket.last.sent, [
    ["session:start", { protocol: 1, ...head }],
    ["stroke:start", { x: 1, y: 2, t: 0, pressure: 0.5, seq: 1 }],
    ["stroke:end", { seq: 2 }],
  ]);
});

test("the points of one turn travel as one message, and never more than 256 in one", async (t) => {
  const { client } = begin(t);
  FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.strokeMove([{ x: 1, y: 1, t: 8 }]);
  client.strokeMove([{ x: 2, y: 2 }, { x: 3, y: 3, pressure: 0.5 }]);
  await turn();
  assert.deepEqual(FakeSocket.last.sent.at(-1), ["stroke:move", { points: [[1, 1, 8], [2, 2], [3, 3, -1, 0.5]], seq: 2 }]);
  client.strokeMove(Array.from({ length: 600 }, (_, x) => ({ x, y: 0 })));
  client.strokeEnd();
  const lengths = FakeSocket.last.sent.slice(-4, -1).map(([, { points }]) => points.length);
  assert.deepEqual(lengths, [256, 256, 88]);
  assert.deepEqual(FakeSocket.last.ink.at(-1), ["stroke:end", 6]);
});

test("after a broken connection the session is resumed and only what the server lacks is sent again", (t) => {
  const { client } = begin(t);
  const first = FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.strokeEnd();
  client.strokeStart(5, 5);
  first.say("feedback:live", { seq: 7, character: 0, stroke: 0 });
  first.lose();
  client.strokeEnd();
  t.mock.timers.tick(250);
  const second = FakeSocket.last.open();
  assert.deepEqual(second.sent, [["session:resume", { session: "s", resume: "r", seq: 7, ink: 4, start: { protocol: 1, ...head } }]]);
  client.undo();
  assert.equal(second.sent.length, 1, "nothing is sent before the server has said what it has");
  second.ready({ ink: 2, seq: 7 });
  assert.deepEqual(second.ink, [["stroke:start", 3], ["stroke:end", 4], ["stroke:undo", 5]]);
  assert.equal(client.state, "ready");
});

test("a session that is gone is begun anew with the open character, numbered from 1", (t) => {
  const { client, events } = begin(t);
  const first = FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.strokeEnd();
  client.next();
  first.say("ink:ack", { ink: 3, checkpoint: { ink: 3, seq: 2, character: 1 } });
  client.strokeStart(110, 0);
  client.strokeEnd();
  first.lose();
  t.mock.timers.tick(250);
  const second = FakeSocket.last.open().say("error", { code: "session_unknown", message: "", fatal: false });
  assert.deepEqual(second.sent[1], ["session:start", { protocol: 1, ...head, text: "나다", frame: { ...head.frame, x: 110 } }]);
  assert.deepEqual(second.ink, [["stroke:start", 1], ["stroke:end", 2]]);
  assert.deepEqual(events.find(([type]) => type === "restart")[1], { character: 1 });
  second.ready({ session: "t" }).say("feedback:live", { seq: 1, character: 0, stroke: 0 });
  assert.equal(events.at(-1)[1].character, 1, "characters keep their numbers in the whole text");
});

test("what the server has lost is begun anew from the last checkpoint, under the old numbers", (t) => {
  const { client, events } = begin(t);
  const first = FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.strokeEnd();
  client.next();
  client.strokeStart(110, 0);
  const checkpoint = { ink: 3, seq: 2, character: 1 };
  first.say("feedback:live", { seq: 2, character: 0, stroke: 0 }).say("ink:ack", { ink: 4, checkpoint });
  client.strokeEnd();
  first.say("feedback:live", { seq: 3, character: 1, stroke: 0 }).say("ink:ack", { ink: 5 });
  first.lose();
  t.mock.timers.tick(250);
  const second = FakeSocket.last.open();
  const start = { protocol: 1, ...head };
  assert.deepEqual(second.sent, [["session:resume", { session: "s", resume: "r", seq: 3, ink: 5, checkpoint, start }]]);
  second.ready({ resume: "r2", ink: 3, seq: 2 });
  assert.deepEqual(second.ink, [["stroke:start", 4], ["stroke:end", 5]], "acknowledged ink is sent again as well");
  const told = events.length;
  second.say("feedback:live", { seq: 3, character: 1, stroke: 0 });
  assert.equal(events.length, told, "what was said before is not told twice");
  second.say("feedback:live", { seq: 4, character: 1, stroke: 0 });
  assert.equal(events.length, told + 1);
  assert.equal(events.some(([type]) => type === "restart"), false);
});

test("a character whose end is not acknowledged is kept and sent again", (t) => {
  const { client } = begin(t);
  const first = FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.strokeEnd();
  client.next();
  first.say("ink:ack", { ink: 2 });
  first.lose();
  t.mock.timers.tick(250);
  const second = FakeSocket.last.open().say("error", { code: "session_unknown", message: "", fatal: false });
  assert.equal(second.sent[1][1].text, "가나다");
  assert.deepEqual(second.ink, [["stroke:start", 1], ["stroke:end", 2], ["character:next", 3]]);
});

test("what the server says twice around a resume is told once", (t) => {
  const { events } = begin(t);
  const first = FakeSocket.last.open().ready();
  for (const seq of [1, 2]) first.say("feedback:live", { seq, character: 0, stroke: 0 });
  first.lose();
  t.mock.timers.tick(250);
  const second = FakeSocket.last.open().ready({ seq: 3 });
  for (const seq of [2, 3]) second.say("feedback:live", { seq, character: 0, stroke: 0 });
  assert.deepEqual(events.filter(([type]) => type === "feedback:live").map(([, { seq }]) => seq), [1, 2, 3]);
});

test("waiting times double up to 15 s, are drawn from the whole range, and begin anew after success", (t) => {
  const { client, events } = begin(t);
  const bounds = [];
  for (let attempt = 0; attempt < 9; attempt += 1) {
    FakeSocket.last.lose();
    bounds.push(events.at(-1)[1].retryInMs);
    t.mock.timers.tick(bounds.at(-1) - 1);
    assert.equal(FakeSocket.all.length, attempt + 1, "not a millisecond early");
    t.mock.timers.tick(1);
    assert.equal(FakeSocket.all.length, attempt + 2);
  }
  assert.deepEqual(bounds, [250, 500, 1000, 2000, 4000, 8000, 15000, 15000, 15000]);
  Math.random.mock.mockImplementation(() => 0.5);
  FakeSocket.last.lose();
  assert.equal(events.at(-1)[1].retryInMs, 7500);
  client.wake();
  assert.equal(client.state, "connecting");
  FakeSocket.last.open().ready();
  FakeSocket.last.lose();
  assert.equal(events.at(-1)[1].retryInMs, 125);
});

test("a connection that leaves ink unanswered for 10 s is given up, an answered one is kept", (t) => {
  const { client } = begin(t);
  FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.strokeEnd();
  t.mock.timers.tick(9_999);
  FakeSocket.last.say("ink:ack", { ink: 2 });
  t.mock.timers.tick(60_000);
  assert.equal(client.state, "ready");
  client.next();
  t.mock.timers.tick(10_000);
  assert.equal(client.state, "waiting");
});

test("ink that waits for its acknowledgement is no reason to leave a server that answers", (t) => {
  const { client } = begin(t);
  FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  t.mock.timers.tick(60_000);
  client.strokeEnd();
  FakeSocket.last.say("stroke:fit", { seq: 1, character: 0, stroke: 0, segments: [] });
  t.mock.timers.tick(60_000);
  client.undo(); // to which there is nothing to say
  t.mock.timers.tick(3_600_000);
  assert.equal(client.state, "ready", "the pen idles, the store is gone, the server is not");
  assert.equal(FakeSocket.all.length, 1);
});

test("a server that falls silent under a pen that writes on is left 10 s after the first stroke that it did not answer", (t) => {
  const { client } = begin(t);
  FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.strokeEnd();
  FakeSocket.last.say("stroke:fit", { seq: 1, character: 0, stroke: 0, segments: [] });
  t.mock.timers.tick(60_000);
  for (let second = 0; second < 10; second += 1) {
    client.strokeStart(0, 0);
    client.strokeEnd();
    t.mock.timers.tick(999);
    assert.equal(client.state, "ready", `after ${second} s`);
    t.mock.timers.tick(1);
  }
  assert.equal(client.state, "waiting");
});

test("a session that is asked for and not given for 10 s is asked for elsewhere, whatever else is said", (t) => {
  const { client } = begin(t);
  FakeSocket.last.open();
  client.strokeStart(0, 0);
  t.mock.timers.tick(9_000);
  FakeSocket.last.say("error", { code: "outputs_forgotten", message: "", fatal: false });
  t.mock.timers.tick(1_000);
  assert.equal(client.state, "waiting");
});

for (const code of ["token_missing", "token_invalid", "token_expired"]) {
  test(`after ${code} nothing is asked again before there is another token, and then the session goes on`, (t) => {
    const { client, events } = begin(t);
    const first = FakeSocket.last.open().ready();
    client.strokeStart(0, 0);
    first.say("error", { code, message: "", fatal: true });
    assert.deepEqual(events.at(-1), ["state", { state: "unauthorized", code }]);
    first.lose(4401);
    client.strokeEnd();
    t.mock.timers.tick(60_000);
    client.wake();
    assert.equal(FakeSocket.all.length, 1);
    client.authorize("new");
    const second = FakeSocket.last.open();
    assert.deepEqual(second.sent, [["session:resume", { session: "s", resume: "r", token: "new", seq: 0, ink: 2, start: { protocol: 1, ...head } }]]);
    second.ready({ ink: 1 });
    assert.deepEqual(second.ink, [["stroke:end", 2]]);
  });
}

test("a token that does not allow the session is asked for anew, one that does not allow to go on leaves the old one in force", (t) => {
  const { client } = begin(t);
  FakeSocket.last.open().say("error", { code: "token_forbids", message: "", fatal: false });
  assert.equal(client.state, "unauthorized");
  client.authorize("good");
  const second = FakeSocket.last.open();
  assert.deepEqual(second.sent, [["session:start", { protocol: 1, ...head, token: "good" }]]);
  second.ready();
  client.authorize("other");
  assert.deepEqual(second.sent.at(-1), ["session:token", { token: "other" }]);
  second.say("error", { code: "token_forbids", message: "", fatal: false });
  assert.equal(client.state, "ready");
});

for (const code of [1000, 1002, 1003, 1007, 1008, 1009]) {
  test(`close code ${code} is final`, (t) => {
    const { client } = begin(t);
    FakeSocket.last.open().ready().lose(code);
    t.mock.timers.tick(60_000);
    assert.equal(client.state, "refused");
    assert.equal(FakeSocket.all.length, 1);
  });
}

test("a text that no library knows is not asked for again, a full server is", (t) => {
  const { client, events } = begin(t);
  FakeSocket.last.open().say("error", { code: "server_full", message: "", fatal: true });
  assert.equal(client.state, "waiting");
  t.mock.timers.tick(250);
  FakeSocket.last.open().say("error", { code: "character_unknown", message: "No.", fatal: false });
  t.mock.timers.tick(60_000);
  assert.equal(client.state, "refused");
  assert.equal(FakeSocket.all.length, 2);
  assert.deepEqual(events.filter(([type]) => type === "error").map(([, { code }]) => code), ["server_full", "character_unknown"]);
});

test("a new start leaves the old session, its ink and its socket behind", (t) => {
  const { client, events } = begin(t);
  const first = FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.start({ text: "라" });
  assert.equal(first.closedWith, 1000);
  const second = FakeSocket.last.open();
  assert.deepEqual(second.sent, [["session:start", { protocol: 1, text: "라" }]]);
  const told = events.length;
  first.say("feedback:live", { seq: 9, character: 0, stroke: 0 });
  assert.equal(events.length, told);
});

test("restart changes the language and sends the open character again", (t) => {
  const { client } = begin(t);
  FakeSocket.last.open().ready();
  client.strokeStart(0, 0);
  client.restart({ locale: "ja" });
  const second = FakeSocket.last.open();
  assert.equal(second.sent[0][1].locale, "ja");
  assert.deepEqual(second.ink, [["stroke:start", 1]]);
});

test("a text is counted as people count it", () => {
  assert.deepEqual(graphemes("\u1112\u1161\u11ab글"), ["한", "글"]);
});

test("binary ink is byte for byte what the published vectors say", async () => {
  const { streams } = JSON.parse(await readFile(new URL("../../protocol/vectors/binary-ink.json", import.meta.url)));
  assert.ok(streams.length > 1);
  for (const { side, messages } of streams) {
    const writer = new InkWriter(side);
    for (const { anchor, text, message } of messages) {
      if (anchor) writer.anchor();
      assert.equal(Buffer.from(writer.event(JSON.parse(text))).toString("hex"), message, text);
    }
  }
});

test("ink is binary where the server has chosen so, and anchored anew after a resume", (t) => {
  const { client } = begin(t);
  assert.deepEqual(FakeSocket.last.protocols, ["pilsun.ink.v1"]);
  FakeSocket.last.protocol = "pilsun.ink.v1";
  const first = FakeSocket.last.open();
  client.strokeStart(40, 60, { t: 0 });
  client.strokeEnd();
  const writer = new InkWriter(100), hex = (event) => Buffer.from(writer.event(event)).toString("hex");
  assert.equal(first.sent[0][0], "session:start");
  assert.deepEqual(first.sent.slice(1), [
    hex(["stroke:start", { x: 40, y: 60, t: 0, seq: 1 }]), hex(["stroke:end", { seq: 2 }]),
  ]);
  first.ready();
  first.lose();
  t.mock.timers.tick(250);
  FakeSocket.last.protocol = "pilsun.ink.v1";
  const second = FakeSocket.last.open().ready({ ink: 1 });
  writer.anchor();
  assert.deepEqual(second.sent.slice(1), [hex(["stroke:end", { seq: 2 }])]);
});

/** A storage in memory that keeps what it is given as a browser would: as a copy. */
function memory() {
  let kept;
  return {
    load: async () => kept && JSON.parse(kept),
    save: async (state) => (kept = JSON.stringify(state)),
  };
}

/** A storage, and clients of pages that share it. */
function pages(t) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  FakeSocket.all = [];
  const storage = memory();
  return { storage, page: (options = {}) => new PilsunClient("ws://test/ws", { WebSocket: FakeSocket, storage, ...options }) };
}

const settled = async () => {
  for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
};

test("what was written offline outlives the page: another client takes it up, draws it, and sends it", async (t) => {
  const { page } = pages(t);
  const first = page();
  first.start(head);
  first.strokeStart(10, 20, { t: 5 });
  first.strokeMove([{ x: 11, y: 21, t: 13 }]);
  first.strokeEnd();
  first.next();
  first.strokeStart(120, 20, { t: 99 });
  await settled();

  const second = page();
  const restored = await second.restore();
  assert.equal(restored.head.text, "가나다");
  assert.equal(restored.ended, 0);
  assert.deepEqual(restored.ink.map(([type]) => type), [
    "stroke:start", "stroke:move", "stroke:end", "character:next", "stroke:start", "stroke:undo",
  ], "a dot that the page left open is taken back");
  const socket = FakeSocket.last.open();
  assert.equal(socket.sent[0][0], "session:start");
  assert.deepEqual(socket.ink.map(([, seq]) => seq), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(socket.sent[2], ["stroke:move", { points: [[11, 21, 13]], seq: 2 }]);
});

test("a session that was stored is resumed, and what is finished is not kept", async (t) => {
  const { storage, page } = pages(t);
  const first = page({ token: "secret" });
  first.start({ ...head, text: "가나" });
  FakeSocket.last.open().ready();
  first.strokeStart(10, 20);
  first.strokeEnd();
  first.next();
  FakeSocket.last.say("feedback:live", { seq: 4, character: 0, stroke: 0 }).say("ink:ack", { ink: 3, checkpoint: { ink: 3, seq: 4, character: 1 } });
  first.strokeStart(110, 20);
  first.strokeEnd();
  FakeSocket.last.say("feedback:live", { seq: 5, character: 1, stroke: 0 });
  await settled();
  assert.equal(JSON.stringify(await storage.load()).includes("secret"), false, "a token is not stored");

  const second = page();
  assert.deepEqual((await second.restore()).ink.map(([type, { seq }]) => [type, seq]), [["stroke:start", 4], ["stroke:end", 5]]);
  const socket = FakeSocket.last.open();
  const start = { protocol: 1, ...head, text: "가나" };
  assert.deepEqual(socket.sent, [["session:resume", { session: "s", resume: "r", seq: 4, ink: 5, checkpoint: { ink: 3, seq: 4, character: 1 }, start }]],
    "what was said of the open character is asked for again");
  socket.ready({ ink: 4, seq: 5 });
  assert.deepEqual(socket.ink, [["stroke:end", 5]]);
  second.next();
  socket.say("ink:ack", { ink: 6, checkpoint: { ink: 6, seq: 6, character: 2 } });
  await settled();
  const third = page();
  assert.equal(await third.restore(), null, "all of the text is finished");
});

test("a stroke is stored when it begins, and while it rests", async (t) => {
  const { storage, page } = pages(t);
  const client = page();
  client.start(head);
  const stored = async () => (await storage.load()).ink.map(([type]) => type);
  client.strokeStart(10, 20);
  await settled();
  assert.deepEqual(await stored(), ["stroke:start"]);
  client.strokeMove([{ x: 11, y: 21 }]);
  await settled();
  assert.deepEqual(await stored(), ["stroke:start"]);
  t.mock.timers.tick(1000);
  await settled();
  assert.deepEqual(await stored(), ["stroke:start", "stroke:move"]);
});

test("ink that only the server has is written anew as the page has it", async (t) => {
  const { page } = pages(t);
  const first = page();
  first.start(head);
  FakeSocket.last.open().ready();
  first.strokeStart(10, 20);
  await settled();
  first.strokeMove([{ x: 11, y: 21 }]);
  first.strokeMove([{ x: 12, y: 22 }]);

  const second = page();
  await second.restore();
  const resumed = FakeSocket.last.open().ready({ ink: 3 });
  assert.deepEqual([resumed.closedWith, resumed.ink], [1000, []], "its stroke has moves that this page does not show");
  const anew = FakeSocket.last.open();
  assert.equal(anew.sent[0][0], "session:start");
  assert.deepEqual(anew.ink, [["stroke:start", 1], ["stroke:undo", 2]]);
  anew.ready({ session: "t" });
  anew.lose();
  t.mock.timers.tick(250);
  const again = FakeSocket.last.open().ready({ session: "t", ink: 2 });
  assert.equal(again.closedWith, null, "what this page sent itself it knows");
});

test("a stroke that has a way ends where the page left it", async (t) => {
  const { page } = pages(t);
  const first = page();
  first.start(head);
  first.strokeStart(10, 20);
  first.strokeMove([{ x: 11, y: 21 }]);
  first.keep(); // the page is hidden, before the second is over after which it would be stored
  await settled();
  assert.deepEqual((await page().restore()).ink.map(([type]) => type), ["stroke:start", "stroke:move", "stroke:end"]);
});

test("a storage that fails is told once, writing goes on, and what there is then is stored when it works again", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  FakeSocket.all = [];
  const works = memory();
  const storage = { ...works, save: async () => { throw new Error("the disk is full"); } };
  const client = new PilsunClient("ws://test/ws", { WebSocket: FakeSocket, storage });
  const told = [];
  client.on("error", ({ code, fatal }) => told.push([code, fatal]));
  client.on("storage", ({ keeps }) => told.push(keeps));
  client.start(head);
  const socket = FakeSocket.last.open().ready();
  client.strokeStart(1, 2);
  client.strokeEnd();
  await settled();
  client.strokeStart(3, 4);
  client.strokeEnd();
  await settled();
  assert.deepEqual(told, [["client.storage", false], false]);
  assert.equal(socket.ink.length, 4);
  storage.save = works.save;
  t.mock.timers.tick(10_000);
  await settled();
  assert.deepEqual(told.slice(2), [true]);
  assert.equal((await works.load()).ink.length, 4);
});

test("whoever wakes up makes a connection anew on which nothing was heard for long, and keeps one that speaks", (t) => {
  const { client } = begin(t);
  let now = 1_000_000;
  t.mock.method(Date, "now", () => now);
  FakeSocket.last.open().ready();
  now += 19_000;
  client.wake();
  assert.equal(FakeSocket.all.length, 1);
  now += 3_600_000;
  client.strokeStart(0, 0);
  client.wake();
  assert.equal(FakeSocket.all.length, 2);
  const second = FakeSocket.last.open();
  assert.equal(second.sent[0][0], "session:resume");
  second.ready({ ink: 0 });
  assert.deepEqual(second.ink, [["stroke:start", 1]]);
});

test("a device without a network waits for the next one, with its ink", (t) => {
  const { client } = begin(t);
  FakeSocket.last.open().ready();
  client.rest();
  assert.equal(client.state, "waiting");
  client.strokeStart(0, 0);
  client.wake();
  assert.deepEqual(FakeSocket.last.open().ready({ ink: 0 }).ink, [["stroke:start", 1]]);
});

test("the published conversations of a client that comes back", async (t) => {
  const vectors = JSON.parse(await readFile(new URL("../../protocol/vectors/resume.json", import.meta.url)));
  for (const { about, steps } of vectors.conversations) {
    const { client, events } = begin(t, vectors.start);
    let written = 0, position = 0;
    for (const [index, step] of steps.entries()) {
      const toldBefore = events.filter(([type]) => type === "feedback:live").length;
      if (step.opened) {
        if (index > 0) t.mock.timers.tick(15_000);
        FakeSocket.last.open();
        position = 0;
      }
      for (; written < (step.writes ?? 0); written += 1) written % 2 ? client.strokeEnd() : client.strokeStart(written, 0);
      if (step.told) FakeSocket.last.say(...step.told);
      if (step.lost) FakeSocket.last.lose();
      const sent = FakeSocket.last.sent.slice(position);
      position = FakeSocket.last.sent.length;
      assert.deepEqual(sent.map(([type, data]) => (type.startsWith("session:") ? [type, data] : data.seq)), (step.sends ?? []).flatMap((what) => {
        if (what === "start") return [["session:start", { protocol: 1, ...vectors.start }]];
        if (what.resume) return [["session:resume", { ...what.resume, start: { protocol: 1, ...vectors.start } }]];
        return Array.from({ length: what.ink[1] - what.ink[0] + 1 }, (_, number) => what.ink[0] + number);
      }), `${about} Step ${index}`);
      const passed = events.filter(([type]) => type === "feedback:live").slice(toldBefore).map(([, { seq }]) => seq);
      assert.deepEqual(passed, step.passes ?? [], `${about} Step ${index}`);
    }
    client.close();
    t.mock.restoreAll();
    t.mock.timers.reset();
  }
});
