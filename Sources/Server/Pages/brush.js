/**
 * The brush: turns what the pen left (samples, and the curves that the server fitted to them) into the outline of an ink stroke.
 * All lengths are in units of a box of side 1000.
 */

/** Half of the width of a calm stroke. */
const radius = 25;
/** Along this length the brush settles on the paper, and along it the brush leaves. */
const settle = 34;
const leave = 90;

/** One stroke as it is being written. */
export class Stroke {
  samples = [];
  /** Committed curves, each [x0,y0, x1,y1, x2,y2, x3,y3]. */
  segments = [];
  ended = false;
  /** `plain`, `hint` or `error`: how much is wrong with it so far; `faded` where another stroke was written over it. */
  fault = "plain";
  /** Every reading as it went to the server, so that `at` of a feedback finds the one that decided it: [x, y, t, pressure]. */
  readings = [];
  /** What was said of it, in order: {at, severity, message, correction}. */
  told = [];
  #path = null;
  #breadth = 1;
  /** The place of the stroke that was written over it. */
  #replacement = null;
  /** The sample up to which the committed curves reach. */
  #fitted = 0;

  /** Adds a reading of the pen; without a pressure the breadth follows the speed, as a brush's does. */
  add(x, y, t, pressure) {
    this.readings.push([x, y, t, pressure]);
    const last = this.samples.at(-1);
    if (last && last.x === x && last.y === y) return false;
    const distance = last ? Math.hypot(x - last.x, y - last.y) : 0;
    let wanted = 1;
    if (pressure !== undefined) wanted = 0.35 + 1.2 * pressure;
    else if (last && t > last.t) wanted = Math.min(1.12, Math.max(0.62, 1.16 - 0.17 * (distance / (t - last.t))));
    this.#breadth += (wanted - this.#breadth) * (last ? Math.min(1, distance / 90) : 1);
    this.samples.push({ x, y, t, breadth: this.#breadth, way: (last?.way ?? 0) + distance });
    this.#path = null;
    return true;
  }

  /** Takes committed curves; those of a stroke that has been taken back meanwhile begin elsewhere and are left aside. */
  fit(segments) {
    const before = this.segments.at(-1);
    const [x, y] = before ? before.slice(6) : [this.samples[0].x, this.samples[0].y];
    if (Math.hypot(segments[0][0] - x, segments[0][1] - y) > 30) return;
    for (const segment of segments) {
      this.segments.push(segment);
      this.#fitted = this.#nearest(segment[6], segment[7], this.#fitted);
    }
    this.#path = null;
  }

  /** Only what the pen left stays: the server is about to say everything anew. */
  forgetJudgement() {
    this.segments = [];
    this.told = [];
    this.fault = "plain";
    this.#replacement = null;
    this.#fitted = 0;
    this.#path = null;
  }

  /** Another stroke, the one at this place, was written over it. */
  fade(replacement) {
    this.fault = "faded";
    this.#replacement = replacement;
  }

  /** The stroke at this place was taken back: what it was written over is there again, with what is wrong with it. */
  unfade(replacement) {
    if (this.#replacement !== replacement) return;
    this.fault = "error";
    this.#replacement = null;
  }

  end() {
    this.ended = true;
    this.#path = null;
  }

  /** Whether its ink lies at this place, or as near as an eraser is broad. */
  isAt(x, y) {
    return this.samples.some((sample, index) => {
      const before = this.samples[index - 1] ?? sample;
      const dx = sample.x - before.x, dy = sample.y - before.y;
      const along = Math.max(0, Math.min(1, ((x - before.x) * dx + (y - before.y) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(before.x + along * dx - x, before.y + along * dy - y) < 2 * radius;
    });
  }

  /** The outline to be filled (non-zero winding). */
  get path() {
    return (this.#path ??= outline(this.#line(), this.ended));
  }

  /** The first closest sample after `from`: the pen may come back to the same place later. */
  #nearest(x, y, from) {
    let best = from, least = Infinity;
    for (let index = from; index < this.samples.length; index += 1) {
      const distance = Math.hypot(this.samples[index].x - x, this.samples[index].y - y);
      if (distance < least) [least, best] = [distance, index];
      else if (least < 8 && distance > least + 40) break;
    }
    return best;
  }

  /** The middle of the stroke, densely: the committed curves, then the pen's own way. */
  #line() {
    const line = [];
    const { samples } = this;
    const total = Math.max(1, samples[this.#fitted].way);
    let way = 0, at = 0;
    for (const [x0, y0, x1, y1, x2, y2, x3, y3] of this.segments) {
      const length = Math.hypot(x1 - x0, y1 - y0) + Math.hypot(x2 - x1, y2 - y1) + Math.hypot(x3 - x2, y3 - y2);
      const steps = Math.max(1, Math.ceil(length / 7));
      for (let step = line.length ? 1 : 0; step <= steps; step += 1) {
        const t = step / steps, s = 1 - t;
        const x = s * s * s * x0 + 3 * s * s * t * x1 + 3 * s * t * t * x2 + t * t * t * x3;
        const y = s * s * s * y0 + 3 * s * s * t * y1 + 3 * s * t * t * y2 + t * t * t * y3;
        const before = line.at(-1);
        if (before) way += Math.hypot(x - before.x, y - before.y);
        while (at < this.#fitted && samples[at + 1].way < Math.min(way, total)) at += 1;
        line.push({ x, y, breadth: samples[at].breadth });
      }
    }
    for (const sample of line.length ? samples.slice(this.#fitted + 1) : samples) line.push(sample);
    return line;
  }
}

/** Discs along the line, joined by quadrilaterals that turn the same way round, so that no overlap cancels out. */
function outline(line, ended) {
  const path = new Path2D();
  const ways = [0];
  for (let index = 1; index < line.length; index += 1) {
    ways.push(ways[index - 1] + Math.hypot(line[index].x - line[index - 1].x, line[index].y - line[index - 1].y));
  }
  const length = ways.at(-1);
  let before = null;
  line.forEach(({ x, y, breadth }, index) => {
    const press = 0.8 + 0.28 * Math.sin(Math.min(1, ways[index] / settle) * Math.PI * 0.62);
    const lift = ended ? 0.56 + 0.44 * Math.sin(Math.min(1, (length - ways[index]) / Math.min(leave, length / 2 || 1)) * Math.PI / 2) : 1;
    const r = radius * breadth * press * lift;
    path.moveTo(x + r, y);
    path.arc(x, y, r, 0, 2 * Math.PI, true);
    if (before) {
      const run = Math.hypot(x - before.x, y - before.y) || 1;
      const nx = -(y - before.y) / run, ny = (x - before.x) / run;
      path.moveTo(before.x + nx * before.r, before.y + ny * before.r);
      path.lineTo(x + nx * r, y + ny * r);
      path.lineTo(x - nx * r, y - ny * r);
      path.lineTo(before.x - nx * before.r, before.y - ny * before.r);
      path.closePath();
    }
    before = { x, y, r };
  });
  return path;
}
