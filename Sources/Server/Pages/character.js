import { Stroke } from "./brush.js";
import { side } from "./paper.js";

/** One character of the text, as far as it is written. */
export class Character {
  /** The strokes to trace, empty where no library knows them, null before they have come. */
  model = null;
  /** Whether its end has been told to the server. */
  isEnded = false;

  strokes = [];
  /** The way from where the pen is to where the stroke should end: {stroke, points}. */
  correction = null;
  isComplete = false;
  /** The data of the last `analysis:result`. */
  result = null;

  constructor(text) {
    this.text = text;
  }

  /** Ink stays, what the server said of it goes. */
  forgetJudgement() {
    for (const stroke of this.strokes) stroke.forgetJudgement();
    this.correction = null;
    this.isComplete = false;
    this.result = null;
  }
}

/** Writes kept ink events into characters, from the place `first` on; the answer is the place of the open one. */
export function rewrite(characters, first, events) {
  let open = first;
  for (const character of characters.slice(0, first)) character.isEnded = true;
  for (const [type, { x, y, t, pressure, points }] of events) {
    const { strokes } = characters[open];
    const add = ([px, py, pt, pp]) => strokes.at(-1)?.add(px - open * side, py, pt, pp);
    if (type === "stroke:start") strokes.push(new Stroke());
    if (type === "stroke:start") add([x, y, t, pressure]);
    else if (type === "stroke:move") points.forEach(add);
    else if (type === "stroke:end") strokes.at(-1)?.end();
    else if (type === "stroke:undo") strokes.pop();
    else if (type === "character:clear") strokes.length = 0;
    else if (type === "character:next") {
      characters[open].isEnded = true;
      if (open + 1 < characters.length) open += 1;
    }
  }
  return open;
}
