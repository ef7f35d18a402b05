/**
 * The client of a Pilsun server, for browsers, Node and React Native: one module, no dependency, no DOM.
 *
 *     const pen = new PilsunClient("wss://example.org/ws");
 *     pen.on("feedback:live", (feedback) => console.log(feedback.type, feedback.message));
 *     pen.start({ text: "가", frame: { x: 0, y: 0, width: 300, height: 300 }, locale: "ko" });
 *     pen.strokeStart(40, 60, { t: 0 });
 *     pen.strokeMove([{ x: 90, y: 60, t: 16 }]);
 *     pen.strokeEnd();
 *
 * What it promises: ink is never lost by a broken connection. Every ink event gets a number (`seq`); the open character's events
 * are kept until that character has ended, and after a reconnect the server says up to which number it has them. Where the server
 * does not know the session any more, a new one is started and the open character is sent again from its beginning.
 */

/** The first waiting time's upper bound; each failed attempt doubles it. The time itself is drawn evenly from 0 to the bound. */
const retryBaseMs = 250;
/** No waiting time is longer. */
const retryLimitMs = 15_000;
/** A connection that is not ready by then is given up, and so is one that leaves ink unanswered for as long. */
const answerLimitMs = 10_000;
/** Points in one `stroke:move`: keeps every message far below the server's limit, even when a slow page hands over a lot at once. */
const pointsPerMove = 256;
/** Close codes that say "what you send is wrong" (the same again would only be refused again), or that another has taken over. */
const finalCloseCodes = new Set([1000, 1002, 1003, 1007, 1008, 1009]);
/** Answers to `session:resume` after which a new session is begun. */
const lostSession = new Set(["session_unknown", "secret_wrong"]);
/** Answers to `session:start` that a second attempt would get as well. */
const startRefusals = new Set([
  "frame_invalid", "text_invalid", "character_unknown", "level_unknown", "protocol_unsupported", "field_missing", "field_invalid",
  "number_invalid", "secret_wrong",
]);
/** Events that the server numbers by its own `seq`, and may send twice around a resume. */
const numbered = new Set(["feedback:live", "correction:suggest", "stroke:fit"]);

export class PilsunClient {
  /** `idle`, `connecting`, `ready`, `waiting` (for the next attempt), `refused` (the server ended it for good) or `closed`. */
  state = "idle";

  #url;
  #WebSocket;
  #schedule;
  #listeners = new Map();

  #socket = null;
  #attempt = 0;
  #retryTimer;
  #answerTimer;

  // What is written: the session's head as it was asked for, and how many of its characters have ended for good.
  #head = null;
  #characters = [];
  #ended = 0;

  // The session on the server: its name and secret once it is ready, the first of our characters that it holds, its last output.
  #session = null;
  #firstCharacter = 0;
  #output = 0;

  // The ink: events of the characters that have not ended, the next number, the last number sent over this socket, the points of
  // this turn.
  #ink = [];
  #nextSeq = 1;
  #sentSeq = 0;
  #maySend = false;
  #stroking = false;
  #points = [];
  #scheduled = false;

  /**
   * @param {string} url the server's `/ws`, with scheme `ws:` or `wss:`
   * @param {object} [options] `WebSocket`: the class to use where there is no global one; `schedule`: when the points collected
   *   so far go out (default: at the end of the turn, `requestAnimationFrame` fits as well)
   */
  constructor(url, options = {}) {
    this.#url = url;
    this.#WebSocket = options.WebSocket ?? globalThis.WebSocket;
    this.#schedule = options.schedule ?? queueMicrotask;
    if (!this.#WebSocket) throw new TypeError("There is no global WebSocket here: pass one as options.WebSocket.");
  }

  /** Calls `listener` with the data of every event of that name; gives back a function that ends it. */
  on(type, listener) {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  /** Begins a new session for `head` (the fields of `session:start`), leaving an earlier one and its ink behind. */
  start(head) {
    this.#forget();
    this.#head = { protocol: 1, ...head };
    this.#characters = graphemes(head.text);
    this.#ended = 0;
    this.#ink = [];
    this.#stroking = false;
    this.#points = [];
    this.#connect();
  }

  /** Begins a new session for what is still to be written, with some fields changed, and sends the open character again. */
  restart(changes = {}) {
    if (!this.#head) return;
    this.#collect();
    this.#forget();
    this.#head = { ...this.#head, ...changes };
    this.#connect();
  }

  /** The pen goes down. `t` in milliseconds from any origin, `pressure` from 0 to 1; leave out what the device does not know. */
  strokeStart(x, y, { t, pressure } = {}) {
    if (this.#stroking) this.strokeEnd();
    this.#stroking = true;
    this.#append("stroke:start", { x, y, t, pressure });
  }

  /** The pen moves through `points` ({x, y, t, pressure}); all points of one turn travel as one message. */
  strokeMove(points) {
    if (!this.#stroking) return;
    for (const { x, y, t, pressure } of points) {
      this.#points.push(pressure !== undefined ? [x, y, t ?? -1, pressure] : t !== undefined ? [x, y, t] : [x, y]);
    }
    if (this.#scheduled || !this.#points.length) return;
    this.#scheduled = true;
    const schedule = this.#schedule; // browsers refuse their own functions when called as somebody's method
    schedule(() => {
      this.#scheduled = false;
      this.#collect();
    });
  }

  /** The pen goes up. */
  strokeEnd() {
    if (!this.#stroking) return;
    this.#collect();
    this.#stroking = false;
    this.#append("stroke:end", {});
  }

  /** Takes back the last stroke of the open character. */
  undo() {
    this.strokeEnd();
    this.#append("stroke:undo", {});
  }

  /** Takes back all strokes of the open character. */
  clear() {
    this.strokeEnd();
    this.#append("character:clear", {});
  }

  /** Ends the open character, complete or not. */
  next() {
    this.strokeEnd();
    this.#append("character:next", {});
  }

  /** Tries again at once instead of waiting: for when the device is back online or the page visible again. */
  wake() {
    if (this.state === "waiting") this.#connect();
  }

  /** Leaves the server; `start` begins anew. */
  close() {
    this.#collect();
    this.#drop(1000);
    this.#enter("closed");
  }

  // MARK: Ink

  #append(type, data) {
    this.#ink.push([type, { ...data, seq: this.#nextSeq++ }]);
    this.#send();
  }

  #collect() {
    while (this.#points.length) this.#append("stroke:move", { points: this.#points.splice(0, pointsPerMove) });
  }

  #send() {
    if (!this.#maySend) return;
    // From the back: all but the last few have been sent.
    let first = this.#ink.length;
    while (first > 0 && this.#ink[first - 1][1].seq > this.#sentSeq) first -= 1;
    if (first === this.#ink.length) return;
    for (const event of this.#ink.slice(first)) this.#socket.send(JSON.stringify(event));
    this.#sentSeq = this.#nextSeq - 1;
    this.#expectAnswer();
  }

  /** Lets go of the characters that have ended by event number `ink`. */
  #acknowledge(ink) {
    let last = this.#ink.length - 1;
    while (last >= 0 && !(this.#ink[last][0] === "character:next" && this.#ink[last][1].seq <= ink)) last -= 1;
    const gone = this.#ink.splice(0, last + 1);
    this.#ended += gone.filter(([type]) => type === "character:next").length;
    if (ink >= this.#sentSeq) clearTimeout(this.#answerTimer);
  }

  // MARK: Connection

  #connect() {
    this.#drop(1000);
    this.#enter("connecting");
    let socket;
    try {
      socket = new this.#WebSocket(this.#url);
    } catch (error) {
      this.#emit("error", { code: "client.url", message: String(error), fatal: true });
      this.#enter("refused");
      return;
    }
    this.#socket = socket;
    // A socket that has been replaced may still report: only the present one is listened to.
    const ifPresent = (handle) => (event) => socket === this.#socket && handle(event);
    socket.onopen = ifPresent(() => this.#introduce());
    socket.onmessage = ifPresent(({ data }) => this.#receive(data));
    socket.onclose = ifPresent(({ code }) => this.#lost(code));
    socket.onerror = () => {}; // `onclose` follows and says all there is to know
    this.#expectAnswer();
  }

  #introduce() {
    if (this.#session) {
      const { session, resume } = this.#session;
      this.#post("session:resume", { session, resume, seq: this.#output });
      return; // ink follows when `session:ready` has said what is missing
    }
    this.#begin();
  }

  /** Asks for a new session for what has not ended, and sends the open character's ink, numbered from 1. */
  #begin() {
    const { frame, boxes } = this.#head;
    const rest = this.#characters.slice(this.#ended);
    this.#firstCharacter = this.#ended;
    this.#output = 0;
    this.#ink.forEach(([, data], index) => (data.seq = index + 1));
    this.#nextSeq = this.#ink.length + 1;
    this.#sentSeq = 0;
    if (!rest.length) return this.#becomeReady();
    this.#post("session:start", {
      ...this.#head,
      text: rest.join(""),
      frame: frame && { ...frame, x: frame.x + frame.width * this.#ended },
      boxes: boxes && boxes.slice(this.#ended),
    });
    if (this.#ink.length) this.#emit("restart", { character: this.#ended });
    this.#maySend = true;
    this.#send();
  }

  #post(type, data) {
    this.#socket.send(JSON.stringify([type, data]));
  }

  #receive(text) {
    let type, data;
    try {
      [type, data] = JSON.parse(text);
    } catch {
      return; // not of this protocol version: ignoring it is what lets newer servers add things
    }
    if (typeof type !== "string" || typeof data !== "object" || data === null) return;
    if (numbered.has(type)) {
      if (data.seq <= this.#output) return;
      this.#output = data.seq;
    }
    if (typeof data.character === "number") data.character += this.#firstCharacter;
    if (type === "session:ready") this.#welcome(data);
    if (type === "ink:ack") this.#acknowledge(data.ink);
    if (type === "error" && this.state === "connecting") return this.#take(data);
    this.#emit(type, data);
  }

  #welcome(data) {
    const resumed = this.#session?.session === data.session;
    this.#session = { session: data.session, resume: data.resume };
    if (resumed) {
      this.#sentSeq = data.ink;
      this.#nextSeq = Math.max(this.#nextSeq, data.ink + 1);
    }
    this.#becomeReady();
    this.#acknowledge(data.ink);
  }

  #becomeReady() {
    this.#attempt = 0;
    this.#maySend = true;
    clearTimeout(this.#answerTimer);
    this.#enter("ready");
    this.#send();
  }

  /** An error before the session is ready: a session that is gone is begun anew, a full server asked again, the rest told. */
  #take(error) {
    if (this.#session && lostSession.has(error.code)) {
      this.#session = null;
      if (!error.fatal) this.#begin();
      return;
    }
    this.#emit("error", error);
    if (error.code === "server_full") {
      this.#drop(1000);
      this.#lost(1013);
    } else if (!this.#session && startRefusals.has(error.code)) {
      this.#drop(1000);
      this.#enter("refused");
    }
  }

  #expectAnswer() {
    clearTimeout(this.#answerTimer);
    this.#answerTimer = setTimeout(() => {
      this.#drop(1000);
      this.#lost(1006);
    }, answerLimitMs);
  }

  #lost(code) {
    this.#drop();
    if (finalCloseCodes.has(code)) return this.#enter("refused");
    const bound = Math.min(retryLimitMs, retryBaseMs * 2 ** this.#attempt);
    this.#attempt += 1;
    const retryInMs = Math.round(Math.random() * bound);
    this.#retryTimer = setTimeout(() => this.#connect(), retryInMs);
    this.#enter("waiting", { retryInMs });
  }

  /** Lets go of the socket and of everything that waits for it. */
  #drop(code) {
    const socket = this.#socket;
    this.#socket = null;
    this.#maySend = false;
    clearTimeout(this.#answerTimer);
    clearTimeout(this.#retryTimer);
    if (code !== undefined) socket?.close(code);
  }

  #forget() {
    this.#session = null;
    this.#attempt = 0;
  }

  #enter(state, more = {}) {
    this.state = state;
    this.#emit("state", { state, ...more });
  }

  #emit(type, data) {
    for (const listener of this.#listeners.get(type) ?? []) listener(data);
  }
}

/** The characters of a text as a person counts them, composed (NFC). */
export function graphemes(text) {
  const composed = text.normalize("NFC");
  if (!globalThis.Intl?.Segmenter) return Array.from(composed);
  return Array.from(new Intl.Segmenter("ko", { granularity: "grapheme" }).segment(composed), ({ segment }) => segment);
}
