/** The teacher's page: the sessions of a class as tiles that live, one of them opened large. */
import { Paper } from "./paper.js";
import { Watched } from "./watched.js";
import { element, make } from "./elements.js";
import { askForToken, presentToken, takeToken } from "./token.js";
import { firstLanguage, remember, speak, word } from "./words.js";

/** The list of the class is read again as often. */
const listEveryMs = 2000;
/** Sentences that are shown of one session. */
const longestFeed = 200;

const socketURL = new URL("/ws", location.href);
socketURL.protocol = socketURL.protocol === "https:" ? "wss:" : "ws:";

class Classroom {
  #name = "";
  /** Whether the token was taken before: a server that refuses it now finds it too old. */
  #wasAdmitted = false;
  #timer;
  /** By session: {watched, tile, paper}. */
  #desks = new Map();
  #large = new Paper(element("sheet"), element("ground"), element("ink"));
  #opened = null;

  constructor() {
    this.#speak(firstLanguage());
    element("language").onchange = ({ target }) => {
      remember(target.value);
      this.#speak(target.value);
    };
    element("door").onsubmit = (event) => {
      event.preventDefault();
      location.hash = encodeURIComponent(element("class").value.trim());
      this.#enter();
    };
    element("leave").onclick = () => element("large").close();
    element("large").onclose = () => (this.#opened = null);
    element("replay").onclick = () => this.#replay();
    addEventListener("hashchange", () => {
      takeToken();
      this.#enter();
    });
    this.#enter();
  }

  #speak(language) {
    element("language").value = language;
    speak(language);
    document.title = `${word("title")} · ${word("classroom")}`;
    this.#refresh();
  }

  #enter() {
    const name = decodeURIComponent(location.hash.slice(1));
    if (name !== this.#name) for (const session of [...this.#desks.keys()]) this.#clear(session);
    this.#name = name;
    element("class").value = name;
    clearTimeout(this.#timer);
    if (name) this.#list();
    else element("class").focus();
  }

  /** Reads who is in the class, again and again. */
  async #list() {
    const name = this.#name;
    const token = presentToken();
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const response = await fetch(`/classes/${encodeURIComponent(name)}`, { headers, cache: "no-store" }).catch(() => null);
    if (name !== this.#name) return;
    const isRefused = response?.status === 401 || response?.status === 403;
    element("connection").dataset.state = response?.ok ? "ready" : isRefused ? "unauthorized" : "waiting";
    element("connection-words").textContent = word(!response ? "apart" : response.ok ? "ready" : isRefused ? "unauthorized" : "refused");
    clearTimeout(this.#timer);
    if (isRefused) return this.#askForToken(response.status, token);
    this.#wasAdmitted = response?.ok ?? this.#wasAdmitted;
    if (response?.ok) this.#seat((await response.json()).sessions);
    else if (response) element("says").textContent = await response.text();
    this.#timer = setTimeout(() => this.#list(), listEveryMs);
  }

  /** The list stands still until there is another token; who is shown already goes on writing, being followed by a secret. */
  #askForToken(status, refused) {
    const reason = status === 403 ? "forbids" : !refused ? "missing" : this.#wasAdmitted ? "expired" : "invalid";
    this.#wasAdmitted = false;
    askForToken(`token_${reason}`, () => this.#list());
  }

  #seat(entries) {
    const present = new Set(entries.map(({ session }) => session));
    for (const session of [...this.#desks.keys()]) if (!present.has(session)) this.#clear(session);
    for (const entry of entries) {
      const desk = this.#desks.get(entry.session);
      if (desk) desk.watched.update(entry);
      else this.#desks.set(entry.session, this.#desk(entry));
    }
    element("says").textContent = entries.length ? "" : word("nobody");
    this.#refresh();
  }

  #desk(entry) {
    const watched = new Watched(socketURL.href, entry);
    const sheet = make("span", { className: "sheet" }, make("canvas"), make("canvas"));
    const parts = {
      state: make("span", { className: "state" }), last: make("span", { className: "last" }),
      name: make("span", {}), text: make("span", { className: "text", lang: "ko" }),
    };
    const dot = make("span", { className: "dot" });
    dot.setAttribute("aria-hidden", "true");
    const who = make("span", { className: "who" }, dot, parts.name, parts.state, parts.text);
    const tile = make("button", { type: "button", className: "tile" }, who, sheet, parts.last);
    const item = make("li", {}, tile);
    element("tiles").append(item);
    const paper = new Paper(sheet, ...sheet.querySelectorAll("canvas"));
    const desk = { watched, tile, item, paper, parts };
    tile.onclick = () => this.#open(desk);
    watched.onchange = () => {
      this.#show(desk);
      if (this.#opened === desk) this.#showLarge();
    };
    paper.show(watched.characters, watched.open);
    return desk;
  }

  #clear(session) {
    const { watched, item } = this.#desks.get(session);
    watched.close();
    item.remove();
    this.#desks.delete(session);
  }

  #refresh() {
    for (const desk of this.#desks.values()) this.#show(desk);
  }

  #show({ watched, tile, paper, parts }) {
    const last = watched.said.at(-1);
    const state = watched.isStuck ? "stuck" : watched.presence;
    tile.dataset.presence = watched.presence;
    tile.classList.toggle("stuck", watched.isStuck);
    parts.name.textContent = watched.name;
    parts.text.textContent = watched.text;
    parts.state.textContent = word(`presence.${state}`);
    parts.last.textContent = last?.message ?? "";
    parts.last.dataset.tone = last?.severity ?? "info";
    paper.show(watched.characters, watched.open);
  }

  #open(desk) {
    this.#opened = desk;
    element("large").showModal();
    this.#showLarge();
  }

  #showLarge() {
    const { watched } = this.#opened;
    element("large-title").textContent = `${watched.name} · ${watched.text}`;
    this.#large.show(watched.characters, watched.open);
    const feed = watched.said.slice(-longestFeed).map(({ character, message, severity }) => {
      const item = make("li", {}, make("b", { lang: "ko" }, watched.characters[character].text), message);
      item.dataset.tone = severity;
      return item;
    });
    element("feed").replaceChildren(...feed.reverse());
    const history = watched.characters.filter(({ result }) => result).map(({ text, result }) =>
      make("li", {}, word("score", { text, score: Math.round(result.score * 100) })));
    element("history").replaceChildren(...history);
  }

  /** Draws the open character's strokes once more, one behind the other. */
  #replay() {
    const { watched } = this.#opened;
    const written = watched.characters[watched.open];
    const shown = Object.assign(Object.create(Object.getPrototypeOf(written)), written, { strokes: [] });
    this.#large.play(watched.open, shown);
    const step = () => {
      if (!this.#opened || shown.strokes.length === written.strokes.length) return this.#large.play();
      shown.strokes.push(written.strokes[shown.strokes.length]);
      this.#large.play(watched.open, shown);
      setTimeout(step, 600);
    };
    step();
  }
}

new Classroom();
