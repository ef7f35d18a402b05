/**
 * Plays a character again as it was written: the strokes in real speed, and what was said of them at the very reading at which it
 * was said.
 */
import { Stroke } from "./brush.js";
import { Character } from "./character.js";

/** A pause between two strokes is shown no longer than this. */
const longestPauseMs = 1200;
/** The last sentence stays to be read. */
const afterMs = 900;

export class Replay {
  /** The character as it has been written so far, for the paper to draw. */
  shown;

  #strokes;
  #starts = [];
  #stroke = 0;
  #reading = 0;
  #began = null;
  #frame = 0;
  #end;
  #calls;

  /** @param calls `draw()` after every change, `say(message, severity)`, `end()` when all of it was shown */
  constructor(character, calls) {
    this.#calls = calls;
    this.#strokes = character.strokes.filter(({ readings }) => readings.length);
    this.shown = new Character(character.text);
    this.shown.model = character.model;
    let clock = 0, before = null;
    for (const { readings } of this.#strokes) {
      const first = readings[0][2];
      if (before !== null) clock += Math.max(120, Math.min(first - before, longestPauseMs) || 0);
      this.#starts.push(clock);
      before = readings.at(-1)[2];
      clock += before - first || 0;
    }
    this.#frame = requestAnimationFrame((now) => this.#step(now));
  }

  /** Ends it where it is. */
  stop() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#end);
  }

  #step(now) {
    this.#began ??= now;
    const clock = now - this.#began;
    while (this.#stroke < this.#strokes.length && this.#advance(clock)) {
      this.#stroke += 1;
      this.#reading = 0;
    }
    this.#calls.draw();
    if (this.#stroke < this.#strokes.length) this.#frame = requestAnimationFrame((next) => this.#step(next));
    else this.#end = setTimeout(this.#calls.end, afterMs);
  }

  /** Writes what was written by `clock` of the present stroke; whether that is all of it. */
  #advance(clock) {
    const stroke = this.#strokes[this.#stroke], start = this.#starts[this.#stroke];
    const { readings, told } = stroke;
    while (this.#reading < readings.length && start + (readings[this.#reading][2] - readings[0][2] || 0) <= clock) {
      if (this.#reading === 0) this.shown.strokes.push(new Stroke());
      const copy = this.shown.strokes.at(-1);
      copy.add(...readings[this.#reading]);
      for (const what of told) if (what.at === this.#reading) this.#tell(what, copy);
      this.#reading += 1;
    }
    if (this.#reading < readings.length) return false;
    const copy = this.shown.strokes.at(-1);
    if (stroke.segments.length) copy.fit(stroke.segments);
    copy.end();
    return true;
  }

  #tell({ severity, message, correction }, copy) {
    if (correction) this.shown.correction = { stroke: this.shown.strokes.length - 1, points: correction };
    if (!message) return;
    if (severity === "info") this.shown.correction = null;
    copy.fault = severity === "info" ? "plain" : severity;
    this.#calls.say(message, severity);
  }
}
