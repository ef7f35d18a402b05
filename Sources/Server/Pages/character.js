/** One character of the text, as far as it is written. */
export class Character {
  /** The strokes to trace, empty where no library knows them, null before they have come. */
  model = null;
  /** Whether its end has been told to the server. */
  isEnded = false;

  constructor(text) {
    this.text = text;
    this.erase();
  }

  erase() {
    this.strokes = [];
    this.forgetJudgement();
  }

  /** Ink stays, what the server said of it goes. */
  forgetJudgement() {
    for (const stroke of this.strokes) stroke.fault = "plain";
    this.correction = null;
    this.isComplete = false;
    this.result = null;
  }
}
