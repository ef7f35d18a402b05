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
