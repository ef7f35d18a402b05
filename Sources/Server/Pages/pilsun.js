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
 * are kept until that character has ended, and after a reconnect the server says up to which number it has them. A server that does
 * not know the session any more begins it anew from what is kept; where that cannot be, a new one is started and the open character
 * is sent again from its beginning. With a `storage` the ink outlives the page as well: `restore` takes it up again.
 */

/** The first waiting time's upper bound; each failed attempt doubles it. The time itself is drawn evenly from 0 to the bound. */
const retryBaseMs = 250;
/** No waiting time is longer. */
const retryLimitMs = 15_000;
/** A connection that is not ready by then is given up, and so is one on which nothing is heard for as long after a stroke ended. */
const answerLimitMs = 10_000;
/**
 * Ink events that a server answers by what it says of them, at once. To the others it may have nothing to say but an acknowledgement,
 * and that it keeps back for as long as it cannot store ink: no reason to leave it.
 */
const answered = new Set(["stroke:end", "character:next"]);
/** Points in one `stroke:move`: keeps every message far below the server's limit, even when a slow page hands over a lot at once. */
const pointsPerMove = 256;
/** While a stroke is written, it is stored this often. */
const storeEveryMs = 1000;
/** A storage that has failed is tried again after this time, or with the next stroke. */
const storeAgainMs = 10_000;
/** Who is awake again asks whether a connection lives on which nothing was heard for as long. */
const silenceMs = 20_000;
/** The WebSocket subprotocol in which ink events are binary: three to five bytes a point. */
const binaryInk = "pilsun.ink.v1";
/** Close codes that say "what you send is wrong" (the same again would only be refused again), or that another has taken over. */
const finalCloseCodes = new Set([1000, 1002, 1003, 1007, 1008, 1009]);
/** Answers to `session:resume` after which a new session is begun. */
const lostSession = new Set(["session_unknown", "secret_wrong"]);
/** Answers to `session:start` that a second attempt would get as well. */
const startRefusals = new Set([
  "frame_invalid", "text_invalid", "character_unknown", "level_unknown", "protocol_unsupported", "field_missing", "field_invalid",
  "number_invalid", "secret_wrong",
]);
/** Errors that another token mends: the connection has ended, or will be of no use. */
const tokenRefusals = new Set(["token_missing", "token_invalid", "token_expired"]);
/** Events that the server numbers by its own `seq`, and may send twice around a resume. */
const numbered = new Set(["feedback:live", "correction:suggest", "stroke:fit"]);

export class PilsunClient {
  /**
   * `idle`, `connecting`, `ready`, `waiting` (for the next attempt), `unauthorized` (until another token is shown), `refused` (the
   * server ended it for good) or `closed`.
   */
  state = "idle";

  #url;
  #WebSocket;
  #schedule;
  #protocols;
  #storage;
  #token;
  #listeners = new Map();

  #socket = null;
  #attempt = 0;
  #retryTimer;
  #answerTimer;
  #heardAt = 0;

  // What is written: the session's head as it was asked for, and how many of its characters have ended for good.
  #head = null;
  #characters = [];
  #ended = 0;

  // The session on the server: its name and secret once it is ready, the first of our characters that it holds, its last output.
  #session = null;
  #firstCharacter = 0;
  #output = 0;
  /** Its last output before the open character: what a page that draws that character anew has to ask for again begins there. */
  #outputBefore = 0;

  // The ink: events since the last checkpoint (null: since the beginning), the next number, the last number sent over this socket, the points of
  // this turn.
  #ink = [];
  #checkpoint = null;
  #nextSeq = 1;
  #sentSeq = 0;
  #maySend = false;
  #stroking = false;
  #points = [];
  #scheduled = false;
  #writer = null;

  // What is stored: whether that is under way, whether more has come meanwhile, and what stores an open stroke. What an earlier page stored last.
  #isStoring = false;
  #mustStore = false;
  #storeTimer;
  #keeps = true;
  #restoredSeq = Infinity;

  /**
   * @param {string} url the server's `/ws`, with scheme `ws:` or `wss:`
   * @param {object} [options] `WebSocket`: the class to use where there is no global one; `schedule`: when the points collected
   *   so far go out (default: at the end of the turn, `requestAnimationFrame` fits as well); `binary`: false keeps ink in text;
   *   `storage`: where ink outlives the page, an object with the asynchronous functions `load()` and `save(state)`
   *   (`indexedDBStorage()` in browsers); `token`: what a server that wants one is shown, never stored
   */
  constructor(url, options = {}) {
    this.#url = url;
    this.#WebSocket = options.WebSocket ?? globalThis.WebSocket;
    this.#schedule = options.schedule ?? queueMicrotask;
    this.#protocols = options.binary === false ? [] : [binaryInk];
    this.#storage = options.storage;
    this.#token = options.token;
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
    this.#store();
  }

  /**
   * Takes up what an earlier page left in the storage, and connects. The answer is null where nothing waits there, otherwise
   * `head` as it was given to `start`, `ended` (how many of its characters the server has finished with) and `ink`: the events
   * [type, data] of the characters since, for drawing them.
   */
  async restore() {
    const state = await this.#storage?.load();
    if (!state || state.version !== 1 || this.#head || state.ended >= graphemes(state.head.text).length) return null;
    const { head, ended, ink, session, firstCharacter, output, checkpoint } = state;
    this.#head = head;
    this.#characters = graphemes(head.text);
    this.#ended = ended;
    this.#ink = ink;
    // A page that went away while the pen was down: its stroke ends where it was stored.
    this.#restoredSeq = ink.at(-1)?.[1].seq ?? state.lastSeq;
    this.#nextSeq = this.#restoredSeq + 1;
    this.#stroking = ["stroke:start", "stroke:move"].includes(ink.at(-1)?.[0]);
    if (ink.at(-1)?.[0] === "stroke:start") this.undo(); // a dot that nobody meant
    else this.strokeEnd();
    this.#session = session;
    this.#checkpoint = checkpoint ?? null;
    this.#firstCharacter = firstCharacter;
    this.#output = this.#outputBefore = output;
    this.#connect();
    return { head, ended, ink };
  }

  /** Begins a new session for what is still to be written, with some fields changed, and sends the open character again. */
  restart(changes = {}) {
    if (!this.#head) return;
    this.#collect();
    this.#forget();
    this.#head = { ...this.#head, ...changes };
    this.#connect();
    this.#store();
  }

  /** Shows the server another token: before the present one ends, or after it has refused one, to go on where it broke off. */
  authorize(token) {
    this.#token = token;
    if (this.state === "ready") this.#post("session:token", { token });
    else if (this.state === "unauthorized") this.#connect();
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

  /** Takes back the last stroke of the open character, or the one that is being written. */
  undo() {
    this.#abandon("stroke:undo");
  }

  /** Takes back all strokes of the open character. */
  clear() {
    this.#abandon("character:clear");
  }

  /** Ends the open character, complete or not. */
  next() {
    this.strokeEnd();
    this.#append("character:next", {});
  }

  /**
   * Tries again at once instead of waiting: for when the device is back online, on another network, or the page visible again. A connection
   * that has been silent for a while is made anew, since after a sleep nobody tells that it is gone.
   */
  wake() {
    if (this.state === "waiting" || (this.state === "ready" && Date.now() - this.#heardAt > silenceMs)) this.#connect();
  }

  /** The device has lost its network: what is written from now on waits, and is not taken for judged. */
  rest() {
    if (!this.#socket) return;
    this.#drop(1000);
    this.#lost(1006);
  }

  /** Stores what is written so far, in this turn: for when the page is hidden and may not come back. */
  keep() {
    this.#collect();
    if (this.#head) this.#storage?.save(this.#state()).catch(() => {});
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
    if (!this.#stroking || type === "stroke:start") this.#store();
    else if (this.#storage) this.#storeTimer ??= setTimeout(() => this.#store(), storeEveryMs);
  }

  /** The pen may be down: what it writes is taken back with the rest, and need not be judged before. */
  #abandon(type) {
    this.#points = [];
    this.#stroking = false;
    this.#append(type, {});
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
    const events = this.#ink.slice(first);
    for (const event of events) this.#socket.send(this.#writer?.event(event) ?? JSON.stringify(event));
    this.#sentSeq = this.#nextSeq - 1;
    if (events.some(([type]) => answered.has(type))) this.#expectAnswer();
  }

  /** The server needs nothing up to the checkpoint ever again. */
  #acknowledge(checkpoint) {
    const kept = this.#ink.findIndex(([, { seq }]) => seq > checkpoint.ink);
    this.#ink.splice(0, kept < 0 ? this.#ink.length : kept);
    this.#checkpoint = checkpoint;
    this.#ended = this.#firstCharacter + checkpoint.character;
    this.#outputBefore = checkpoint.seq;
    this.#store();
  }

  // MARK: Storage

  /** Stores what `restore` needs; what comes while that is under way is stored right after it. */
  async #store() {
    if (!this.#storage) return;
    this.#mustStore = true;
    if (this.#isStoring) return;
    this.#isStoring = true;
    while (this.#mustStore) {
      this.#mustStore = false;
      clearTimeout(this.#storeTimer);
      this.#storeTimer = undefined;
      try {
        await this.#storage.save(this.#state());
        this.#tellOfStorage(true);
      } catch (error) {
        // Full, forbidden or gone: writing goes on, and what there is then is stored when it can be.
        if (this.#keeps) this.#emit("error", { code: "client.storage", message: String(error), fatal: false });
        this.#tellOfStorage(false);
        this.#storeTimer ??= setTimeout(() => this.#store(), storeAgainMs);
        break;
      }
    }
    this.#isStoring = false;
  }

  #state() {
    return {
      version: 1, head: this.#head, ended: this.#ended, ink: this.#ink, lastSeq: this.#nextSeq - 1,
      session: this.#session, firstCharacter: this.#firstCharacter, output: this.#outputBefore, checkpoint: this.#checkpoint,
    };
  }

  #tellOfStorage(keeps) {
    if (keeps !== this.#keeps) this.#emit("storage", { keeps });
    this.#keeps = keeps;
  }

  // MARK: Connection

  #connect() {
    this.#drop(1000);
    this.#enter("connecting");
    let socket;
    try {
      socket = new this.#WebSocket(this.#url, this.#protocols);
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
      const kept = this.#ink[0]?.[1].seq ?? this.#nextSeq;
      this.#post("session:resume", {
        session, resume, token: this.#token, seq: this.#output, ink: this.#nextSeq - 1,
        // Whoever has lost the session begins it anew from these and from all ink that came after.
        ...(kept === (this.#checkpoint?.ink ?? 0) + 1 && { checkpoint: this.#checkpoint ?? undefined, start: this.#headFrom(this.#firstCharacter) }),
      });
      return; // ink follows when `session:ready` has said what is missing
    }
    this.#begin();
  }

  /** Asks for a new session for what has not ended, and sends the open character's ink, numbered from 1. */
  #begin() {
    this.#firstCharacter = this.#ended;
    this.#checkpoint = null;
    this.#prepareWriter();
    this.#output = this.#outputBefore = 0;
    this.#ink.forEach(([, data], index) => (data.seq = index + 1));
    this.#nextSeq = this.#ink.length + 1;
    this.#sentSeq = 0;
    if (this.#ended >= this.#characters.length) return this.#becomeReady();
    this.#post("session:start", { ...this.#headFrom(this.#ended), token: this.#token });
    if (this.#ink.length) this.#emit("restart", { character: this.#ended });
    this.#maySend = true;
    this.#send();
  }

  /** The fields of `session:start` for what is written from this character on. */
  #headFrom(first) {
    const { frame, boxes } = this.#head;
    return {
      ...this.#head,
      text: this.#characters.slice(first).join(""),
      frame: frame && { ...frame, x: frame.x + frame.width * first },
      boxes: boxes && boxes.slice(first),
    };
  }

  /** Ink goes out in binary where the server has chosen so; the first message of a connection builds on nothing. */
  #prepareWriter() {
    const { frame, boxes } = this.#head;
    const box = boxes?.[this.#firstCharacter] ?? frame;
    this.#writer = this.#socket.protocol === binaryInk ? new InkWriter(box ? Math.max(box.width, box.height) : 1024) : null;
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
    if (this.state === "ready") this.#hear();
    if (numbered.has(type)) {
      if (data.seq <= this.#output) return;
      this.#output = data.seq;
    }
    if (typeof data.character === "number") data.character += this.#firstCharacter;
    if (type === "session:ready") this.#welcome(data);
    if (type === "ink:ack" && data.checkpoint) this.#acknowledge(data.checkpoint);
    if (type === "error" && (this.state === "connecting" || tokenRefusals.has(data.code))) return this.#take(data);
    if (type === "error" && data.code === "ink_invalid") this.#writer?.anchor();
    this.#emit(type, data);
  }

  #welcome(data) {
    const resumed = this.#session?.session === data.session;
    this.#session = { session: data.session, resume: data.resume };
    if (resumed) {
      // It has ink that the page before did not live to store: what is judged must be what this page shows.
      if (data.ink > this.#restoredSeq) return this.restart();
      this.#prepareWriter();
      this.#sentSeq = data.ink;
      this.#nextSeq = Math.max(this.#nextSeq, data.ink + 1);
    }
    this.#becomeReady();
    this.#store();
  }

  #becomeReady() {
    this.#restoredSeq = Infinity;
    this.#attempt = 0;
    this.#maySend = true;
    this.#hear();
    this.#enter("ready");
    this.#send();
  }

  /** An error before the session is ready: a session that is gone is begun anew, a full server asked again, the rest told; or one about the token. */
  #take(error) {
    if (this.#session && lostSession.has(error.code)) {
      this.#session = null;
      if (!error.fatal) this.#begin();
      return;
    }
    this.#emit("error", error);
    if (tokenRefusals.has(error.code) || error.code === "token_forbids") {
      this.#drop(1000);
      this.#enter("unauthorized", { code: error.code });
    } else if (error.code === "server_full") {
      this.#drop(1000);
      this.#lost(1013);
    } else if (!this.#session && startRefusals.has(error.code)) {
      this.#drop(1000);
      this.#enter("refused");
    }
  }

  /** The time runs from the first of several that are not answered. */
  #expectAnswer() {
    this.#answerTimer ??= setTimeout(() => {
      this.#drop(1000);
      this.#lost(1006);
    }, answerLimitMs);
  }

  /** The other end lives: whatever it says shows that. */
  #hear() {
    this.#heardAt = Date.now();
    clearTimeout(this.#answerTimer);
    this.#answerTimer = undefined;
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
    this.#hear();
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
  // Syllables, letters, kana and Han characters stand each for itself; making a segmenter takes a slow phone 75 ms.
  if (/^[ -~ぁ-ゖァ-ヺㄱ-ㆎ一-鿿가-힣]*$/.test(composed) || !globalThis.Intl?.Segmenter) return Array.from(composed);
  return Array.from(new Intl.Segmenter("ko", { granularity: "grapheme" }).segment(composed), ({ segment }) => segment);
}

const kinds = ["stroke:start", "stroke:move", "stroke:end", "stroke:undo", "character:clear", "character:next"];
const halfUp = (value) => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);

/** Writes ink events as messages of `pilsun.ink.v1`: what the pen does unlike a pen that goes on as it went, in half bytes. */
export class InkWriter {
  #step = 1 / 65536;
  #number = 0;
  #anchored = true;
  /** x, y, their speeds, time, interval, pressure: all on the session's grid. */
  #pen = [0, 0, 0, 0, 0, 0, 0];
  #nibbles = [];

  /** @param {number} side the longer side of the session's first box */
  constructor(side) {
    while (this.#step * 65536 < side) this.#step *= 2;
    while (this.#step * 32768 >= side) this.#step /= 2;
  }

  /** The next message builds on nothing. */
  anchor() {
    this.#anchored = true;
  }

  /** The message of an event [type, data] as it would go out in text. */
  event([type, { seq, points, x, y, t, pressure }]) {
    const kind = kinds.indexOf(type);
    return this.#message(kind, points ?? (kind === 0 ? [[x, y, t, pressure]] : []), seq);
  }

  #message(kind, points, number) {
    const isAnchored = this.#anchored || number !== this.#number + 1;
    const isFromRest = kind === 0 || (kind === 1 && isAnchored);
    const isTimed = points.some(([, , t]) => t >= 0), isPressed = points.some(([, , , pressure]) => pressure != null);
    if (isFromRest) this.#pen.fill(0);
    this.#nibbles = [];
    if (isAnchored) this.#put(number);
    if (kind === 1) this.#put(points.length);
    if (points.length) this.#putPoints(points, isFromRest, isTimed, isPressed);
    this.#number = number;
    this.#anchored = false;
    const bytes = new Uint8Array(1 + ((this.#nibbles.length + 1) >> 1));
    bytes[0] = 0x40 | kind | (isAnchored && 8) | (isTimed && 16) | (isPressed && 32);
    this.#nibbles.forEach((nibble, index) => (bytes[1 + (index >> 1)] |= index % 2 ? nibble : nibble << 4));
    return bytes;
  }

  #putPoints(points, isFromRest, isTimed, isPressed) {
    let [x, y, u, v, t, d, p] = this.#pen;
    const rows = points.map(([px, py, pt, pp], index) => {
      const nx = halfUp(px / this.#step), ny = halfUp(py / this.#step);
      const nt = pt >= 0 ? halfUp(pt * 10) + 1 : 0;
      const np = pp == null ? 0 : halfUp(Math.min(Math.max(pp, 0), 1) * 1023) + 1;
      const row = [nx - x - u, ny - y - v, nt - t - d, np - p];
      [u, v, x, y] = [nx - x, ny - y, nx, ny];
      if (isTimed) [d, t] = [nt - t, nt];
      if (isPressed) p = np;
      if (isFromRest && index === 0) u = v = d = 0;
      return row;
    });
    this.#pen = [x, y, u, v, t, d, p];
    const offsets = rows.flatMap(([dx, dy]) => [dx, dy]);
    let shift = 0;
    if (offsets.some(Boolean)) while (shift < 15 && offsets.every((offset) => offset % 2 ** (shift + 1) === 0)) shift += 1;
    this.#nibbles.push(shift);
    for (const [dx, dy, dt, dp] of rows) {
      this.#putSigned(dx / 2 ** shift);
      this.#putSigned(dy / 2 ** shift);
      if (isTimed) this.#putSigned(dt);
      if (isPressed) this.#putSigned(dp);
    }
  }

  #putSigned(value) {
    this.#put(value < 0 ? -2 * value - 1 : 2 * value);
  }

  #put(value) {
    for (; value > 7; value = Math.floor(value / 8)) this.#nibbles.push((value % 8) + 8);
    this.#nibbles.push(value);
  }
}
