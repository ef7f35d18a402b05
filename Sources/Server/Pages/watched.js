/** One learner's session as it is followed: what was written and said, out of the server's events alone. */
import { Stroke } from "./brush.js";
import { Character } from "./character.js";
import { side } from "./paper.js";

/** Nothing new for as long, in the middle of a character: the learner may need help. */
const stuckAfterMs = 25_000;
/** So do they after as many faults in a row without a right stroke. */
const stuckAfterFaults = 3;
const retryMs = 2000;

export class Watched {
  characters;
  /** Place of the character that is being written. */
  open = 0;
  /** What was said, the latest last: {character, stroke, severity, message}. */
  said = [];
  /** Called after every change. */
  onchange = () => {};

  #boxes;
  #url;
  #entry;
  #socket = null;
  #retry;
  #output = 0;
  #faults = 0;
  /** What was said of a stroke of which no ink has come yet: {character, stroke, fault}. */
  #early = null;
  #changedAt = Date.now();

  /** @param entry the session as the list of its class tells it */
  constructor(url, entry) {
    this.#url = url;
    this.#entry = entry;
    this.#boxes = entry.boxes;
    this.characters = entry.characters.map((text) => new Character(text));
    this.#follow();
    this.#loadModels();
  }

  get name() {
    return this.#entry.name || this.#entry.session.slice(0, 6);
  }

  get text() {
    return this.#entry.characters.join("");
  }

  /** `writing` (or could be) or `away`. */
  get presence() {
    return this.#entry.connected ? "writing" : "away";
  }

  /** Whether the learner seems to need help. */
  get isStuck() {
    const character = this.characters[this.open];
    const isUnderWay = character.strokes.length > 0 && !character.isComplete;
    return this.#faults >= stuckAfterFaults || (isUnderWay && Date.now() - this.#changedAt > stuckAfterMs);
  }

  /** The class's list was read again. */
  update(entry) {
    this.#entry = entry;
  }

  close() {
    clearTimeout(this.#retry);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  #follow() {
    const { session, watch } = this.#entry;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onopen = () => socket.send(JSON.stringify(["session:watch", { session, watch, seq: this.#output }]));
    socket.onmessage = ({ data }) => socket === this.#socket && this.#take(...JSON.parse(data));
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      this.#retry = setTimeout(() => this.#follow(), retryMs * (0.5 + Math.random()));
    };
  }

  #take(type, data) {
    if (data.seq <= this.#output && type !== "session:ready") return;
    if (data.seq && type !== "session:ready") this.#output = data.seq;
    const character = this.characters[data.character];
    if (!character) return;
    if (type === "stroke:ink") this.#write(character, data);
    else if (type === "stroke:fit") this.#fit(character, data);
    else if (type === "feedback:live") this.#hear(character, data);
    else if (type === "analysis:result") this.#judge(character, data);
    else return;
    this.open = Math.max(this.open, data.character);
    this.#changedAt = Date.now();
    this.onchange();
  }

  /** The pen's own way, of which `at` points were told before: the first one begins a stroke, unless a curve from there has done so. */
  #write(character, { character: index, stroke, at, points }) {
    const written = character.strokes[stroke];
    const isBegun = written && (at > 0 || (written.samples.length === 1 && isNear(written.samples[0], this.#place(index, points[0]))));
    if (!isBegun) this.#begin(character, stroke);
    for (const [x, y, t, pressure] of points) {
      const place = this.#place(index, [x, y]);
      // Half of the pressure stands for none.
      character.strokes[stroke].add(place.x, place.y, t, pressure === 0.5 ? undefined : pressure);
    }
  }

  /** A segment that goes on from nowhere was written after an undo: its stroke begins anew. */
  #fit(character, { character: index, stroke, segments }) {
    const local = segments.map(([x0, y0, x1, y1, x2, y2, x3, y3]) =>
      [[x0, y0], [x1, y1], [x2, y2], [x3, y3]].map((point) => this.#place(index, point)).flatMap(({ x, y }) => [x, y]));
    const [x, y] = local[0], written = character.strokes[stroke];
    const [endX, endY] = written?.segments.at(-1)?.slice(6) ?? [written?.samples[0].x, written?.samples[0].y];
    if (!written || !isNear({ x, y }, { x: endX, y: endY })) this.#begin(character, stroke).add(x, y);
    character.strokes[stroke].fit(local);
  }

  /** A new stroke in this place, and none behind it. */
  #begin(character, stroke) {
    character.strokes.length = Math.min(character.strokes.length, stroke);
    for (const before of character.strokes) before.end();
    character.isComplete = false;
    const fresh = (character.strokes[stroke] = new Stroke());
    if (this.#early?.character === character && this.#early.stroke === stroke) fresh.fault = this.#early.fault;
    this.#early = null;
    return fresh;
  }

  /** Where a point of the session lies in its character's box. */
  #place(index, [x, y]) {
    const box = this.#boxes[index], scale = side / Math.max(box.width, box.height);
    return { x: (x - box.x) * scale, y: (y - box.y) * scale };
  }

  #judge(character, result) {
    character.result = result;
    for (const stroke of character.strokes) stroke.end();
  }

  #hear(character, { character: index, stroke, severity, message, type, at, other }) {
    const written = character.strokes[stroke];
    this.said.push({ character: index, stroke, severity, message });
    if (type === "character.complete") character.isComplete = true;
    if (severity === "error") this.#faults += 1;
    else if (type === "stroke.match") this.#faults = 0;
    if (!written) {
      this.#early = severity === "info" ? null : { character, stroke, fault: severity };
      return;
    }
    written.told.push({ at, severity, message });
    if (type === "stroke.replaced") written.fade(other);
    else if (type === "stroke.match") written.fault = "plain";
    else if (severity !== "info" && written.fault !== "error") written.fault = severity;
  }

  async #loadModels() {
    const response = await fetch(`/characters/${encodeURIComponent(this.text)}`).catch(() => null);
    if (!response?.ok) return;
    const { characters } = await response.json();
    characters.forEach(({ strokes }, index) => {
      this.characters[index].model = strokes.map((stroke) => stroke.map(([x, y]) => [x * side, y * side]));
    });
    this.onchange();
  }
}

const isNear = (one, other) => Math.hypot(one.x - other.x, one.y - other.y) < 1;
