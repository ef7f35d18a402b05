/** The practice page: a text is written box by box, the server watches, and what it says is shown where it belongs. */
import { PilsunClient, graphemes } from "./pilsun.js";
import { indexedDBStorage } from "./storage.js";
import { Stroke } from "./brush.js";
import { Paper, side } from "./paper.js";
import { listenToPen } from "./pen.js";
import { Character, rewrite } from "./character.js";
import { element, make } from "./elements.js";
import { askForToken, presentToken, takeToken } from "./token.js";
import { firstLanguage, remember, speak, word } from "./words.js";

/** Below this, a part of the score is shown in red. */
const weakShare = 0.8;
/** A stroke of which nothing was said by then is not judged yet, and the page says so. */
const silenceMs = 1000;
/** For so long, what the pen's lifting changes on the screen waits for what the server says of it. */
const answerFirstMs = 6;

class Practice {
  #client;
  /** The client, once it has a session to write in; before that, strokes stay on the sheet. */
  #pen = null;
  #paper = new Paper(element("sheet"), element("ground"), element("ink"));
  #characters = [];
  #open = 0;
  #isWriting = false;
  #language = firstLanguage();
  /** Whether what is written outlives the page. */
  #keeps = true;
  #isTouched = false;
  #replay = null;
  /** The module that measures latency, once it was asked for. */
  #latency = null;
  /** Why the server wants another token, until the person is asked for it. */
  #refusal = null;
  /** When the pen was last lifted, on the clock of the events. */
  #liftedAt = 0;

  /** @param storage where ink outlives the page */
  constructor(url, storage) {
    this.#client = new PilsunClient(url, { storage, token: presentToken() });
    this.#paper.onlayout = () => this.#placeSeals();
    this.#listenToServer();
    this.#listenToPerson();
    element("language").value = this.#language;
    speak(this.#language);
  }

  /** Lays out a sheet for `text`, to be written on at once, and goes on where an earlier page left it unfinished. */
  async open(text) {
    this.#lay(text);
    const characters = this.#characters;
    const restored = await this.#client.restore().catch(() => null);
    if (characters !== this.#characters) return; // meanwhile another text was begun
    // What was written before the storage answered goes on, on a sheet that has more on it perhaps.
    const early = characters[0].strokes.splice(0);
    if (restored) this.#open = rewrite(characters, restored.ended, restored.ink);
    else this.#start();
    this.#pen = this.#client;
    if (this.#open === 0 && !this.#current.isEnded) for (const stroke of early) this.#adopt(stroke);
    else this.#leaveStroke();
    this.#loadModels();
    if (!restored) return;
    if (this.#current.strokes.length) this.#say("");
    this.#showText();
    if (restored.head.locale !== this.#language) this.#client.restart({ locale: this.#language });
  }

  #adopt(stroke) {
    this.#current.strokes.push(stroke);
    const offset = this.#open * side;
    const [[x, y, t, pressure], ...rest] = stroke.readings;
    this.#pen?.strokeStart(x + offset, y, { t, pressure });
    this.#pen?.strokeMove(rest.map(([x, y, t, pressure]) => ({ x: x + offset, y, t, pressure })));
    if (stroke.ended) this.#pen?.strokeEnd();
  }

  /** Lays out a new sheet for `text`, and begins a session for it. */
  begin(text) {
    if (!writable(text).length) return;
    this.#lay(text);
    this.#start();
    this.#pen = this.#client;
    this.#loadModels();
  }

  #lay(text) {
    this.#endReplay();
    this.#characters = writable(text).map((character) => new Character(character));
    this.#open = 0;
    this.#leaveStroke();
    this.#say(word("begin"));
    this.#showScore(null);
    this.#paper.pointAt();
    this.#showText();
  }

  #start() {
    const frame = { x: 0, y: 0, width: side, height: side };
    this.#client.start({ text: this.#text, frame, locale: this.#language, ...classOfAddress() });
  }

  get #text() {
    return this.#characters.map(({ text }) => text).join("");
  }

  /** Whether the last character is judged: from here on, the text can only be written again. */
  get #isDone() {
    const isLast = this.#open + 1 === this.#characters.length;
    return isLast && (this.#current.isEnded || this.#current.result !== null);
  }

  get #current() {
    return this.#characters[this.#open];
  }

  // MARK: What the server says

  #listenToServer() {
    const client = this.#client;
    client.on("state", ({ state, code }) => {
      this.#showConnection(state);
      if (state === "ready") this.#loadModels();
      this.#refusal = state === "unauthorized" ? code : null;
      this.#askForToken();
    });
    client.on("storage", ({ keeps }) => {
      this.#keeps = keeps;
      this.#showConnection(client.state);
    });
    client.on("feedback:live", (feedback) => this.#take(feedback));
    client.on("correction:suggest", ({ character, stroke, points }) => {
      const target = this.#characters[character];
      const written = target?.strokes[stroke];
      if (!written) return;
      const correction = points.map(([x, y]) => [x - character * side, y]);
      if (written.told.length) written.told.at(-1).correction = correction;
      // A correction for a stroke that the learner has gone past would point from nowhere.
      if (stroke === target.strokes.length - 1) target.correction = { stroke, points: correction };
      this.#paper.refreshInk();
    });
    client.on("stroke:fit", ({ character, stroke, segments }) => {
      const offset = character * side;
      const local = segments.map((segment) => segment.map((value, index) => (index % 2 ? value : value - offset)));
      this.#characters[character]?.strokes[stroke]?.fit(local);
      this.#redraw(character);
    });
    client.on("analysis:result", (result) => {
      const character = this.#characters[result.character];
      if (!character?.strokes.length) return;
      character.result = result;
      this.#judge(character, result.details);
      this.#placeSeals();
      this.#showScore(character);
      this.#nameNext();
    });
    client.on("restart", ({ character }) => {
      for (const again of this.#characters.slice(character)) again.forgetJudgement();
      this.#placeSeals();
      this.#paper.refreshInk();
    });
    client.on("error", ({ code, message }) => {
      // A token is asked for as soon as the pen is up; that a server goes, the connection's own words say.
      if (code.startsWith("token_") || code === "going_away" || code === "client.storage") return;
      const said = word(`errors.${code}`, { text: this.#text });
      this.#say(said === code ? message : said, "error"); // what a learner hardly meets is said in English
    });
  }

  /** Nobody is asked for anything in the middle of a stroke. */
  #askForToken() {
    if (!this.#refusal || this.#isWriting) return;
    askForToken(this.#refusal, (token) => this.#client.authorize(token));
    this.#refusal = null;
  }

  #take({ type, character, stroke, severity, message, at, other }) {
    const target = this.#characters[character];
    if (!target) return;
    const written = target.strokes[stroke];
    written?.told.push({ at, severity, message });
    this.#measure(written, at);
    if (type === "character.complete") {
      target.isComplete = true;
      this.#nameNext();
    } else if (type === "stroke.missing" || type === "character.other") {
      // It is about the whole character: the strokes that were written keep what was said of them.
    } else if (!written) {
      return; // taken back before the answer came
    } else if (type === "stroke.replaced") {
      written.fade(other);
      if (target.correction?.stroke === stroke) target.correction = null;
    } else if (type === "stroke.match") {
      written.fault = "plain";
      if (target.correction?.stroke === stroke) target.correction = null;
    } else if (severity !== "info" && written.fault !== "error") {
      written.fault = severity;
    }
    // That an earlier stroke turned out to be right must not hide what is wrong with the present one.
    const isOld = severity === "info" && stroke < target.strokes.length - 1;
    if (!isOld || element("says").dataset.tone === "plain") this.#say(message, severity === "info" ? "plain" : severity);
    this.#redraw(character);
  }

  /** How long ago did the pen do what the server speaks of? Only of the stroke that is being written or was just ended. */
  #measure(written, at) {
    if (!written || written !== this.#current.strokes.at(-1)) return;
    const causedAt = at === written.readings.length - 1 && written.ended ? this.#liftedAt : written.readings[at]?.[2];
    if (causedAt > 0) this.#latency?.feedbackComes(causedAt);
  }

  /** The judgement of the whole character has the last word on each stroke. */
  #judge(character, { strokes = [] } = {}) {
    for (const { index, status } of strokes) {
      const written = character.strokes[index];
      if (!written) continue;
      if (status === "replaced") written.fault = "faded";
      else if (status !== "ok") written.fault = "error";
      else if (written.fault === "error") written.fault = "plain";
    }
    this.#paper.refresh();
  }

  #redraw(character) {
    if (character === this.#open) this.#paper.refreshInk();
    else this.#paper.refresh();
  }

  /** Fetches what is to be traced; tried again when the connection is back. */
  async #loadModels() {
    const characters = this.#characters;
    if (characters.every(({ model }) => model)) return;
    const response = await fetch(`/characters/${encodeURIComponent(this.#text)}`).catch(() => null);
    const answer = response?.ok && (await response.json().catch(() => null)); // a network may answer with a page of its own
    if (!answer?.characters || characters !== this.#characters) return;
    const { characters: models } = answer;
    models.forEach(({ strokes }, index) => {
      characters[index].model = strokes.map((stroke) => stroke.map(([x, y]) => [x * side, y * side]));
    });
    this.#paper.refresh();
  }

  // MARK: What the person does

  #listenToPerson() {
    const sheet = element("sheet");
    listenToPen(sheet, {
      down: (reading) => this.#penDown(reading),
      move: (readings) => this.#penMove(readings),
      up: (time) => {
        this.#liftedAt = time;
        this.#penUp();
      },
      cancel: () => this.#takeBack(),
      erase: (reading) => this.#erase(reading),
    });
    element("undo").onclick = () => this.#undo();
    element("clear").onclick = () => this.#clear();
    element("next").onclick = () => this.#next();
    element("ghost").onclick = () => this.#toggleModel();
    element("replay").onclick = () => this.#startReplay();
    const keys = {
      Backspace: () => this.#undo(), Delete: () => this.#clear(), Enter: () => this.#next(), g: () => this.#toggleModel(),
      r: () => this.#startReplay(), l: () => this.#toggleLatency(),
    };
    sheet.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keys[event.key]) return;
      event.preventDefault();
      keys[event.key]();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.target.matches("input")) return;
      event.preventDefault();
      this.#undo();
    });
    element("language").onchange = ({ target }) => this.#changeLanguage(target.value);
    element("choose").onclick = async () => {
      const { openChooser } = await import("./chooser.js");
      openChooser((text) => this.#choose(text));
    };
    addEventListener("hashchange", () => {
      if (takeToken()) this.#client.authorize(presentToken());
      else this.begin(textFromAddress());
    });
    // The device loses its network or changes it, sleeps, or takes the page out of sight, perhaps for good.
    const wake = () => this.#client.wake(), keep = () => this.#client.keep();
    addEventListener("offline", () => this.#client.rest());
    for (const type of ["online", "pageshow"]) addEventListener(type, wake);
    addEventListener("pagehide", keep);
    navigator.connection?.addEventListener("change", wake);
    document.addEventListener("visibilitychange", () => (document.hidden ? keep() : wake()));
    document.addEventListener("freeze", keep);
    document.addEventListener("resume", wake);
  }

  /** Whether nobody has written on this page yet, so that it may be loaded anew. */
  get isUntouched() {
    return !this.#isTouched;
  }

  #penDown(reading) {
    this.#endReplay();
    // After a complete character the next box may simply be written in, also before the server has said that it is complete.
    const { isComplete, strokes, model } = this.#current;
    const isFull = isComplete || (model?.length > 0 && strokes.length >= model.length);
    if (isFull && this.#paper.nearest(reading) === this.#open + 1) this.#next();
    if (this.#current.isEnded) return false;
    const { x, y } = this.#paper.toBox(this.#open, reading);
    const stroke = new Stroke();
    stroke.add(x, y, reading.t, reading.pressure);
    this.#current.strokes.push(stroke);
    this.#current.correction = null;
    if (this.#current.strokes.length === 1) this.#showScore(null);
    this.#isWriting = this.#isTouched = true;
    this.#paper.hold();
    this.#pen?.strokeStart(x + this.#open * side, y, reading);
    this.#paper.refreshInk();
    return true;
  }

  #penMove(readings) {
    if (!this.#isWriting) return;
    const stroke = this.#current.strokes.at(-1);
    const points = [];
    for (const reading of readings) {
      const { x, y } = this.#paper.toBox(this.#open, reading);
      stroke.add(x, y, reading.t, reading.pressure);
      points.push({ x: x + this.#open * side, y, t: reading.t, pressure: reading.pressure });
    }
    this.#pen?.strokeMove(points);
    this.#paper.refreshInk();
  }

  #penUp() {
    if (!this.#isWriting) return;
    const stroke = this.#current.strokes.at(-1);
    stroke.end();
    this.#pen?.strokeEnd();
    this.#leaveStroke();
    this.#sayIfUnjudged(stroke, this.#client.state === "ready" ? silenceMs : 0);
    // Who asks for a frame while a pen is lifted is told nothing before that frame is painted (Chromium puts off all other tasks), so
    // that the answer, which may be here in a millisecond, would be drawn a frame later than it could be.
    setTimeout(() => {
      this.#nameNext();
      this.#paper.refreshInk();
    }, answerFirstMs);
  }

  /** What was said of the stroke before must not be taken for the present one. */
  #sayIfUnjudged(stroke, afterMs) {
    setTimeout(() => {
      const isLast = stroke === this.#current.strokes.at(-1) && !this.#isWriting;
      if (isLast && !stroke.told.length && !this.#current.isEnded) this.#say(word("unjudged"));
    }, afterMs);
  }

  /** The pen is up, or its stroke taken back. */
  #leaveStroke() {
    this.#isWriting = false;
    this.#paper.release();
    this.#askForToken();
  }

  /** What came down was no stroke, but a hand, a gesture, or something that the system took for itself. */
  #takeBack() {
    if (!this.#isWriting) return;
    this.#pen?.undo();
    this.#current.strokes.pop();
    this.#current.correction = null;
    this.#leaveStroke();
    this.#say("");
    this.#nameNext();
    this.#paper.refreshInk();
  }

  #undo() {
    this.#endReplay();
    if (!this.#current.strokes.length || this.#current.isEnded) return;
    this.#pen?.undo();
    const { strokes } = this.#current;
    strokes.pop();
    for (const stroke of strokes) stroke.unfade(strokes.length);
    this.#leaveStroke();
    this.#takeBackJudgement();
  }

  /** Takes back the stroke at this place; those after it are written once more, as they were. */
  #erase(reading) {
    this.#endReplay();
    const { strokes, isEnded } = this.#current;
    const { x, y } = this.#paper.toBox(this.#open, reading);
    const found = strokes.findLastIndex((stroke) => stroke.isAt(x, y));
    if (found < 0 || isEnded || this.#isWriting) return;
    const later = strokes.slice(found + 1);
    for (let count = strokes.length; count > found; count -= 1) this.#undo();
    for (const stroke of later) {
      stroke.forgetJudgement();
      this.#adopt(stroke);
    }
    this.#nameNext();
  }

  #clear() {
    this.#endReplay();
    if (!this.#current.strokes.length || this.#current.isEnded) return;
    this.#pen?.clear();
    this.#current.strokes = [];
    this.#leaveStroke();
    this.#takeBackJudgement();
    this.#say(word("begin"));
  }

  #takeBackJudgement() {
    const character = this.#current;
    character.correction = character.result = null;
    character.isComplete = false;
    this.#say("");
    this.#showScore(null);
    this.#placeSeals();
    this.#nameNext();
    this.#paper.pointAt();
  }

  #next() {
    if (!this.#pen) return;
    this.#endReplay();
    this.#penUp();
    if (this.#isDone) return this.begin(this.#text);
    this.#pen.next();
    this.#current.isEnded = true;
    this.#current.correction = null;
    if (this.#open + 1 < this.#characters.length) {
      this.#open += 1;
      this.#say(word("begin"));
    }
    this.#showText();
  }

  /** Plays what was written last: the open character, or before its first stroke the one before it. */
  async #startReplay() {
    const { Replay } = await import("./replay.js");
    this.#endReplay();
    if (this.#isWriting) return;
    const index = this.#current.strokes.length ? this.#open : this.#open - 1;
    const character = this.#characters[index];
    if (!character?.strokes.length) return;
    const replay = new Replay(character, {
      draw: () => (index === this.#open ? this.#paper.refreshInk() : this.#paper.refresh()),
      say: (message, severity) => this.#say(message, severity === "info" ? "plain" : severity),
      end: () => this.#endReplay(),
    });
    this.#replay = replay;
    this.#paper.play(index, replay.shown);
    element("replay").setAttribute("aria-pressed", "true");
  }

  #endReplay() {
    if (!this.#replay) return;
    this.#replay.stop();
    this.#replay = null;
    this.#paper.play();
    element("replay").setAttribute("aria-pressed", "false");
  }

  async #toggleLatency() {
    this.#latency ??= await import("./latency.js");
    this.#latency.toggleLatency();
  }

  #toggleModel() {
    const shows = element("ghost").getAttribute("aria-pressed") !== "true";
    element("ghost").setAttribute("aria-pressed", String(shows));
    this.#paper.showsModel = shows;
  }

  #changeLanguage(language) {
    this.#language = language;
    remember(language);
    speak(language);
    this.#showText();
    this.#showConnection(this.#client.state);
    this.#showScore(this.#characters.findLast(({ result }) => result) ?? null);
    this.#say(this.#current.strokes.length ? "" : word("begin"));
    this.#client.restart({ locale: language });
  }

  #choose(text) {
    if (textFromAddress() === text) this.begin(text);
    else location.hash = encodeURIComponent(text); // `hashchange` begins it, and the address can be passed on
  }

  // MARK: What is shown

  #say(sentence, tone = "plain") {
    element("says").textContent = sentence;
    element("says").dataset.tone = tone;
  }

  #showConnection(state) {
    element("connection").dataset.state = state;
    element("connection-words").textContent = this.#keeps ? word(state) : `${word(state)} · ${word("unkept")}`;
  }

  #showText() {
    const items = this.#characters.map(({ text, isEnded }, index) => {
      const item = make("li", { className: isEnded ? "done" : "" }, text);
      if (index === this.#open) item.setAttribute("aria-current", "step");
      return item;
    });
    element("text").replaceChildren(...items);
    const values = { index: this.#open + 1, count: this.#characters.length, text: this.#current.text };
    element("sheet").setAttribute("aria-label", word("sheet", values));
    this.#nameNext();
    this.#paper.show(this.#characters, this.#open);
  }

  #nameNext() {
    const { isEnded, isComplete } = this.#current;
    const isLast = this.#open + 1 === this.#characters.length;
    element("next").textContent = word(this.#isDone ? "again" : isLast ? "finish" : "next");
    element("next").classList.toggle("due", this.#isDone || isComplete);
    for (const id of ["undo", "clear"]) element(id).disabled = isEnded;
    element("replay").disabled = !(this.#current.strokes.length || this.#characters[this.#open - 1]?.strokes.length);
  }

  /** A seal with the score on the corner of each judged box. */
  #placeSeals() {
    const seals = this.#characters.flatMap(({ text, result }, index) => {
      const box = this.#paper.box(index);
      if (!result || !box) return [];
      const score = Math.round(result.score * 100);
      const known = document.querySelector(`.seal[data-index="${index}"]`);
      const seal = known ?? make("span", { className: "seal" });
      seal.replaceChildren(make("b", {}, score));
      seal.classList.toggle("full", score === 100);
      seal.dataset.index = index;
      seal.setAttribute("role", "img");
      seal.setAttribute("aria-label", word("score", { text, score }));
      seal.style.left = `${box.x + box.side}px`;
      seal.style.top = `${box.y + box.side}px`;
      seal.style.fontSize = `${Math.max(17, box.side * 0.052)}px`;
      return [seal];
    });
    for (const seal of document.querySelectorAll(".seal")) if (!seals.includes(seal)) seal.remove();
    for (const seal of seals) if (!seal.isConnected) element("sheet").append(seal);
  }

  /** The parts of a character's score; a part points at the stroke that cost most. */
  #showScore(character) {
    const { result } = character ?? {};
    if (!result) return element("score").replaceChildren();
    const index = this.#characters.indexOf(character);
    const parts = (result.details?.parts ?? []).map(({ name, value, stroke }) => {
      const points = Math.round(value * 100);
      const hasFault = typeof stroke === "number" && points < 100;
      const part = make(hasFault ? "button" : "span", { className: value < weakShare ? "part weak" : "part" });
      const bar = make("span", { className: "bar" });
      bar.style.setProperty("--share", value);
      part.append(make("span", { className: "name" }, word(`parts.${name}`)), make("b", {}, points), bar);
      if (hasFault) {
        part.type = "button";
        part.title = word("fault", { stroke: stroke + 1 });
        part.onpointerenter = part.onfocus = () => this.#paper.pointAt(index, stroke);
        part.onpointerleave = part.onblur = () => this.#paper.pointAt();
      }
      return make("li", {}, part);
    });
    const score = Math.round(result.score * 100);
    element("score").replaceChildren(
      make("p", { className: "unseen" }, word("score", { text: character.text, score })), make("ul", {}, ...parts));
  }
}

/** The characters of a text that are written: all but spaces. */
const writable = (text) => graphemes(text).filter((character) => character.trim());

/** The text that the address names behind its #, else the one for a first visit. */
function textFromAddress() {
  try {
    return decodeURIComponent(location.hash.slice(1)).trim() || "한글";
  } catch {
    return "한글"; // an address that was cut off in the middle of a character
  }
}

/** Where the learner belongs to a class, the address says so: `/?class=3-2&name=…`. */
function classOfAddress() {
  const fields = new URLSearchParams(location.search);
  return fields.get("class") ? { class: fields.get("class"), name: fields.get("name") ?? undefined } : {};
}

/** Whether what an earlier page left is of the text and the class that the address names. */
function isOfAddress({ head, ended }) {
  const text = writable(textFromAddress()), here = classOfAddress();
  return head.text === text.join("") && ended < text.length && head.class === here.class && head.name === here.name;
}

/** Once the page is in use, it is kept for when there is no network, with the models of its lessons. */
async function prepareOffline() {
  const registration = await navigator.serviceWorker.register("/offline.js");
  renew(registration);
  await navigator.serviceWorker.ready;
  const { lessons } = await import("./lessons.js");
  for (const { texts } of lessons) {
    for (const text of texts) await fetch(`/characters/${encodeURIComponent(writable(text).join(""))}`);
  }
}

/** A new version of the page takes over as long as nobody has written on this one, else at the next visit. */
function renew(registration) {
  if (!navigator.serviceWorker.controller) return; // this is the first one
  const ask = () => practice.isUntouched && registration.waiting?.postMessage("take over");
  navigator.serviceWorker.addEventListener("controllerchange", () => practice.isUntouched && location.reload());
  const follow = () => registration.installing?.addEventListener("statechange", ask);
  registration.addEventListener("updatefound", follow);
  follow();
  ask();
  registration.update().catch(() => {}); // without a network, or behind one that answers by itself, there is none
}

const address = new URL("/ws", location.href);
address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
const practice = new Practice(address.href, indexedDBStorage("pilsun", isOfAddress));
practice.open(textFromAddress());
if (navigator.serviceWorker) setTimeout(() => prepareOffline().catch(() => {}), 1500); // the first stroke comes first
