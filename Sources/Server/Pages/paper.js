/**
 * The sheet of paper: boxes, the model to trace, ink, corrections. It draws what it is given and knows nothing of the server.
 *
 * Two canvases lie on the printed boxes: the ground (model, finished characters), drawn anew when something there changes, and
 * the ink of the open character, drawn anew in every frame in which the pen moved. All ink is in units of a box of side 1000, so
 * that turning a tablet or resizing a window leaves it where it belongs.
 */
export const side = 1000;

/** Side of the smallest box that is comfortable, CSS pixels. */
const smallestBox = 240;
/** In boxes that are smaller, as on a tile of a class, the strokes of the model have no numbers. */
const smallestNumbered = 160;
/** The gap between boxes, as a share of their side. */
const gapShare = 0.07;
const correctionMs = 420;

export class Paper {
  /** Called after every change of size. */
  onlayout = () => {};

  #sheet;
  #ground;
  #ink;
  #boxes = [];
  #characters = [];
  #open = 0;
  #showsModel = true;
  #pointedAt = null;
  #played = null;
  /** Three points in corners of the sheet. */
  #corners = null;
  #colours = {};
  #groundStale = false;
  #frame = 0;
  #size = "";
  /** How many pixels of the screen a CSS pixel has. */
  #density = 1;
  /** From the screen to the sheet, while a stroke is written; and whether something was to be laid out meanwhile. */
  #held = null;
  #isLate = false;
  /** The contexts on which nothing is drawn: wiping those as well would make the browser find memory for them. */
  #blank = new Set();

  /** @param sheet the element around both canvases */
  constructor(sheet, ground, ink) {
    this.#sheet = sheet;
    this.#ground = ground.getContext("2d");
    this.#ink = ink.getContext("2d");
    // The observer begins with a size that is laid out for already.
    new ResizeObserver(() => this.#layoutIfStale()).observe(sheet);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#layoutLater());
    this.#watchDensity();
  }

  /**
   * A stroke begins: until `release`, nothing is laid out anew, and places on the screen are those of now. Otherwise a window that changes its
   * size, or a screen that turns, would put a kink into the stroke.
   */
  hold() {
    this.#layoutIfStale();
    this.#held = this.#mapping();
  }

  release() {
    this.#held = null;
    if (this.#isLate) this.layout();
  }

  /** Shows these characters; `open` is the one that is being written. */
  show(characters, open) {
    this.#characters = characters;
    this.#open = open;
    this.layout();
  }

  set showsModel(value) {
    this.#showsModel = value;
    this.refresh();
  }

  /** Draws `character` in the place of the one at `index`, until it is called without. */
  play(index, character) {
    this.#played = character ? { index, character } : null;
    this.refresh();
  }

  /** Makes one written stroke stand out, or none. */
  pointAt(character, stroke) {
    this.#pointedAt = character === undefined ? null : { character, stroke };
    this.refresh();
  }

  /** Where a place on the screen lies in the box of a character, in box units. */
  toBox(index, place) {
    const { x, y } = this.#toSheet(place);
    const box = this.#boxes[index];
    const scale = side / box.side;
    // A hundredth of a unit is far below what a pen can tell, and keeps the messages short.
    const round = (value) => Math.round(value * scale * 100) / 100;
    return { x: round(x - box.x), y: round(y - box.y) };
  }

  /** The visible character whose box is nearest to a place on the screen. */
  nearest(place) {
    const { x, y } = this.#toSheet(place);
    const distance = (box) => Math.hypot(x - box.x - box.side / 2, y - box.y - box.side / 2);
    return this.#boxes.reduce((best, box, index) => (distance(box) < distance(this.#boxes[best]) ? index : best), this.#open);
  }

  #toSheet({ clientX, clientY }) {
    const { origin, right, down } = this.#held ?? this.#mapping();
    const dx = clientX - origin.x, dy = clientY - origin.y;
    const turn = right.x * down.y - right.y * down.x;
    return { x: (dx * down.y - dy * down.x) / turn, y: (dy * right.x - dx * right.y) / turn };
  }

  /**
   * Where the sheet's corner is on the screen, and how far a CSS pixel of the sheet goes there to the right and down: whatever zooms, scales or turns
   * the sheet or something around it. Three points without an extent are asked for it, since a turned element's own rectangle is that around it.
   */
  #mapping() {
    this.#corners ??= [["0", "0"], ["100%", "0"], ["0", "100%"]].map(([left, top]) => {
      const corner = document.createElement("i");
      Object.assign(corner.style, { position: "absolute", width: 0, height: 0, left, top, pointerEvents: "none" });
      this.#sheet.append(corner);
      return corner;
    });
    const [origin, ...ends] = this.#corners.map((corner) => corner.getBoundingClientRect());
    const extents = [this.#sheet.clientWidth, this.#sheet.clientHeight];
    const [right, down] = ends.map(({ x, y }, axis) => ({ x: (x - origin.x) / extents[axis], y: (y - origin.y) / extents[axis] }));
    return { origin, right, down };
  }

  /** The rectangle of a visible box in the sheet, CSS pixels. */
  box(index) {
    return this.#boxes[index];
  }

  /** Places the boxes line by line, as large as they fit; of a long text, the lines around the open character. */
  layout() {
    const { clientWidth: width, clientHeight: height } = this.#sheet;
    if (!width || !height || !this.#characters.length) return;
    this.#isLate = false;
    this.#size = this.#sizeNow();
    this.#density = devicePixelRatio;
    this.#readColours();
    const margin = Math.min(width, height) * 0.065;
    const { columns, rows, boxSide } = bestGrid(this.#characters.length, width - 2 * margin, height - 2 * margin);
    const perSheet = columns * rows;
    const first = Math.floor(this.#open / perSheet) * perSheet;
    const shown = Math.min(perSheet, this.#characters.length - first);
    const step = boxSide * (1 + gapShare);
    const extent = (count) => count * step - boxSide * gapShare;
    const left = (width - extent(Math.min(columns, shown))) / 2;
    const top = (height - extent(Math.ceil(shown / columns))) / 2;
    this.#boxes = [];
    for (let place = 0; place < shown; place += 1) {
      const x = Math.round(left + (place % columns) * step);
      const y = Math.round(top + Math.floor(place / columns) * step);
      this.#boxes[first + place] = { x, y, side: boxSide };
    }
    this.#placeFrames();
    for (const context of [this.#ground, this.#ink]) {
      const { canvas } = context;
      canvas.width = Math.round(width * this.#density);
      canvas.height = Math.round(height * this.#density);
      // A sheet that changes its size while this waits must not stretch what is drawn.
      Object.assign(canvas.style, { width: `${width}px`, height: `${height}px` });
      this.#blank.add(context);
    }
    this.refresh();
    this.onlayout();
  }

  /** What is laid out for: how large the sheet is, and how dense the pixels of the screen are. */
  #sizeNow() {
    return `${this.#sheet.clientWidth} ${this.#sheet.clientHeight} ${devicePixelRatio}`;
  }

  #layoutIfStale() {
    if (this.#sizeNow() !== this.#size) this.#layoutLater();
  }

  /** The page is zoomed, or comes to another screen: the sheet may keep its size, its pixels do not. */
  #watchDensity() {
    const changed = () => {
      this.#layoutIfStale();
      this.#watchDensity();
    };
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", changed, { once: true });
  }

  /** Lays out anew as soon as no stroke is being written. */
  #layoutLater() {
    this.#isLate = true;
    if (!this.#held) this.layout();
  }

  /** Draws everything anew in the next frame. */
  refresh() {
    this.#groundStale = true;
    this.refreshInk();
  }

  /** Draws the open character's ink anew in the next frame. */
  refreshInk() {
    this.#frame ||= requestAnimationFrame((now) => {
      this.#frame = 0;
      this.#layoutIfStale();
      if (this.#groundStale) this.#drawGround();
      this.#groundStale = false;
      if (this.#drawInk(now)) this.refreshInk();
    });
  }

  /** The printed lines of the boxes, beneath both canvases. */
  #placeFrames() {
    for (const frame of this.#sheet.querySelectorAll(".box")) frame.remove();
    this.#boxes.forEach((box, index) => {
      const frame = document.createElement("div");
      frame.className = index === this.#open ? "box open" : "box";
      Object.assign(frame.style, { left: `${box.x}px`, top: `${box.y}px`, width: `${box.side}px`, height: `${box.side}px` });
      this.#sheet.prepend(frame);
    });
  }

  #readColours() {
    const style = getComputedStyle(this.#sheet);
    for (const name of ["ink", "dim", "model", "hint", "seal", "paper"]) this.#colours[name] = style.getPropertyValue(`--${name}`);
  }

  #inBox(context, index, draw) {
    const box = this.#boxes[index];
    if (!box) return;
    const scale = (box.side / side) * this.#density;
    context.setTransform(scale, 0, 0, scale, box.x * this.#density, box.y * this.#density);
    draw(box.side / side);
  }

  #wipe(context) {
    if (this.#blank.has(context)) return;
    this.#blank.add(context);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  }

  #drawGround() {
    const context = this.#ground;
    this.#wipe(context);
    this.#characters.forEach((character, index) => {
      this.#inBox(context, index, (scale) => {
        if (this.#showsModel && character.model) this.#drawModel(context, character.model, scale, index);
        if (index !== this.#open) this.#drawStrokes(context, index);
      });
    });
  }

  #drawModel(context, model, scale, index) {
    this.#blank.delete(context);
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = this.#colours.model;
    context.lineWidth = 48;
    // One path, so that crossing strokes do not darken each other.
    context.beginPath();
    for (const stroke of model) trace(context, stroke);
    context.stroke();
    if (index !== this.#open || scale * side < smallestNumbered) return;
    const size = Math.max(28, 13 / scale);
    context.font = `${size}px ${getComputedStyle(this.#sheet).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = this.#colours.seal;
    const taken = [];
    model.forEach((stroke, number) => {
      const place = labelPlace(stroke[0], 26 + size * 0.7, model, taken);
      taken.push(place);
      context.fillText(String(number + 1), ...place);
    });
  }

  #shown(index) {
    return this.#played?.index === index ? this.#played.character : this.#characters[index];
  }

  #drawStrokes(context, index) {
    this.#shown(index).strokes.forEach((stroke, number) => {
      this.#blank.delete(context);
      const isMeant = this.#pointedAt?.character === index && this.#pointedAt.stroke === number;
      const { dim, ink, hint, seal } = this.#colours;
      const colour = { error: seal, hint, faded: dim }[stroke.fault] ?? ink;
      context.fillStyle = context.strokeStyle = this.#pointedAt && !isMeant ? dim : colour;
      context.lineWidth = 1.5;
      context.fill(stroke.path);
      context.stroke(stroke.path); // closes the hairlines that smoothing leaves where the parts of the outline overlap
    });
  }

  /** Draws the open character; says whether something still moves. */
  #drawInk(now) {
    const context = this.#ink;
    const character = this.#shown(this.#open);
    this.#wipe(context);
    if (!character) return false;
    let moves = false;
    this.#inBox(context, this.#open, (scale) => {
      this.#drawStrokes(context, this.#open);
      const { correction } = character;
      if (!correction || this.#pointedAt) return;
      correction.since ??= now;
      const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const share = isStill ? 1 : Math.min(1, (now - correction.since) / correctionMs);
      this.#drawCorrection(context, correction.points, 1 - (1 - share) ** 3, scale);
      moves = share < 1;
    });
    return moves;
  }

  /** An arrow from where the pen is to where the stroke should end, on a rim of paper so that it shows on ink as well. */
  #drawCorrection(context, points, share, scale) {
    const shown = firstPart(points, share);
    const tip = shown.at(-1);
    const foot = pointBefore(shown, 46);
    const run = Math.hypot(tip[0] - foot[0], tip[1] - foot[1]) || 1;
    const dx = ((tip[0] - foot[0]) / run) * 46, dy = ((tip[1] - foot[1]) / run) * 46;
    context.lineCap = context.lineJoin = "round";
    const width = Math.max(9, 2.4 / scale);
    for (const [colour, extra] of [[this.#colours.paper, width * 0.8], [this.#colours.seal, 0]]) {
      context.strokeStyle = colour;
      context.lineWidth = width + extra;
      context.setLineDash(extra ? [] : [width * 0.1, width * 2.3]);
      context.beginPath();
      trace(context, shown);
      context.stroke();
      context.setLineDash([]);
      context.beginPath();
      context.moveTo(tip[0] - dx + dy * 0.62, tip[1] - dy - dx * 0.62);
      context.lineTo(tip[0], tip[1]);
      context.lineTo(tip[0] - dx - dy * 0.62, tip[1] - dy + dx * 0.62);
      context.stroke();
    }
  }
}

/** The grid that shows most of `count` characters in boxes that a hand can write in; among those the one with the largest boxes. */
function bestGrid(count, width, height) {
  const smallest = Math.min(smallestBox, width, height);
  let best = null;
  for (let columns = 1; columns <= count; columns += 1) {
    for (let rows = 1; rows <= Math.ceil(count / columns); rows += 1) {
      const fit = (extent, boxes) => extent / (boxes + (boxes - 1) * gapShare);
      const boxSide = Math.floor(Math.min(fit(width, columns), fit(height, rows)));
      const shown = Math.min(count, columns * rows);
      const isBetter = !best || shown > best.shown || (shown === best.shown && boxSide > best.boxSide);
      if (boxSide >= Math.floor(smallest) && isBetter) best = { columns, rows, boxSide, shown };
    }
  }
  return best;
}

function trace(context, points) {
  points.forEach(([x, y], index) => (index ? context.lineTo(x, y) : context.moveTo(x, y)));
}

/** The beginning of a polyline, up to a share of its length. */
function firstPart(points, share) {
  const lengths = points.slice(1).map(([x, y], index) => Math.hypot(x - points[index][0], y - points[index][1]));
  let left = share * lengths.reduce((sum, length) => sum + length, 0);
  const part = [points[0]];
  for (const [index, length] of lengths.entries()) {
    const [x0, y0] = points[index], [x1, y1] = points[index + 1];
    const reach = Math.min(1, left / (length || 1));
    part.push([x0 + (x1 - x0) * reach, y0 + (y1 - y0) * reach]);
    left -= length;
    if (left <= 0) break;
  }
  return part;
}

/** The point that lies `distance` before the end of a polyline, or its beginning. */
function pointBefore(points, distance) {
  const tip = points.at(-1);
  return points.findLast(([x, y]) => Math.hypot(x - tip[0], y - tip[1]) >= distance) ?? points[0];
}

/** The place around a stroke's beginning that is farthest from all strokes and from the numbers in `taken`, inside the box. */
function labelPlace([x, y], distance, model, taken) {
  let best = [x, y], widest = -1;
  for (let step = 0; step < 16; step += 1) {
    const angle = (step / 8) * Math.PI;
    const place = [x + Math.cos(angle) * distance, y + Math.sin(angle) * distance];
    const toOthers = taken.map((other) => Math.hypot(other[0] - place[0], other[1] - place[1]));
    const room = Math.min(...model.map((stroke) => distanceTo(stroke, place)), ...toOthers);
    const isInside = Math.min(...place) > 20 && Math.max(...place) < side - 20;
    if (isInside && room > widest + 1) [best, widest] = [place, room];
  }
  return best;
}

/** The distance of a place from a polyline. */
function distanceTo(points, [x, y]) {
  return Math.min(...points.slice(1).map(([x1, y1], index) => {
    const [x0, y0] = points[index];
    const dx = x1 - x0, dy = y1 - y0;
    const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
    return Math.hypot(x0 + along * dx - x, y0 + along * dy - y);
  }));
}
