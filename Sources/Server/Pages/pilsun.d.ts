/** The client of a Pilsun server; see `pilsun.js` for what it promises. */
export class PilsunClient {
  constructor(url: string, options?: PilsunOptions);
  readonly state: ConnectionState;
  /** Calls `listener` with the data of every event of that name; gives back a function that ends it. */
  on<Name extends keyof PilsunEvents>(type: Name, listener: (data: PilsunEvents[Name]) => void): () => void;
  /** Begins a new session, leaving an earlier one and its ink behind. */
  start(head: SessionHead): void;
  /** Takes up what an earlier page left in the storage, and connects; null where nothing waits there. */
  restore(): Promise<{ head: SessionHead; ended: number; ink: InkEvent[] } | null>;
  /** Shows the server another token; after a refused one, the session goes on where it broke off. */
  authorize(token: string): void;
  /** Begins a new session for what is still to be written, with some fields changed, and sends the open character again. */
  restart(changes?: Partial<SessionHead>): void;
  strokeStart(x: number, y: number, reading?: { t?: number; pressure?: number }): void;
  strokeMove(points: readonly InkPoint[]): void;
  strokeEnd(): void;
  /** Takes back the last stroke of the open character. */
  undo(): void;
  /** Takes back all strokes of the open character. */
  clear(): void;
  /** Ends the open character, complete or not. */
  next(): void;
  /** Tries again at once instead of waiting for the next attempt. */
  wake(): void;
  /** The device has lost its network: waits for the next one. */
  rest(): void;
  /** Stores what is written so far at once: for a page that is hidden. */
  keep(): void;
  close(): void;
}

/** The characters of a text as a person counts them, composed (NFC). */
export function graphemes(text: string): string[];

export interface PilsunOptions {
  /** The class to use where there is no global one. */
  WebSocket?: new (url: string, protocols?: string[]) => unknown;
  /** When the points collected so far go out; default: at the end of the turn. */
  schedule?: (send: () => void) => void;
  /** Whether ink goes out in binary where the server agrees; default: true. */
  binary?: boolean;
  /** Where ink outlives the page. */
  storage?: InkStorage;
  /** What a server that wants a token is shown; it is not stored. */
  token?: string;
}

/** Keeps one state, which is plain data: in a browser's IndexedDB, or in React Native's AsyncStorage as JSON. */
export interface InkStorage {
  load(): Promise<unknown>;
  save(state: unknown): Promise<unknown>;
}

/** An ink event as it goes out in text. */
export type InkEvent = [type: string, data: { seq: number; [field: string]: unknown }];

/** Writes ink events as messages of the subprotocol `pilsun.ink.v1`. */
export class InkWriter {
  /** `side`: the longer side of the session's first box. */
  constructor(side: number);
  event(event: InkEvent): Uint8Array;
  anchor(): void;
}

export type ConnectionState = "idle" | "connecting" | "ready" | "waiting" | "unauthorized" | "refused" | "closed";

export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The fields of `session:start`. */
export interface SessionHead {
  text: string;
  /** The box of the first character; the next ones follow to its right. */
  frame?: Frame;
  /** A box for each character instead. */
  boxes?: Frame[];
  level?: "beginner" | "standard" | "strict";
  locale?: "ko" | "en" | "ja" | "zh" | (string & {});
  /** The class in which a teacher finds the session, and what the learner is called there. */
  class?: string;
  name?: string;
}

/** A reading of the pen: `t` in milliseconds from any origin, `pressure` from 0 to 1. */
export interface InkPoint {
  x: number;
  y: number;
  t?: number;
  pressure?: number;
}

export type FeedbackType =
  | "stroke.match" | "order.wrong" | "direction.reversed" | "stroke.extra" | "stroke.missing" | "stroke.merged" | "stroke.split" | "stroke.replaced"
  | "shape.off" | "position.off" | "length.off" | "relation.off" | "slant.off" | "proportion.off" | "size.off" | "centre.off" | "pressure.off" | "rhythm.off"
  | "character.other" | "character.complete";

export interface Feedback {
  seq: number;
  type: FeedbackType;
  severity: "info" | "hint" | "error";
  /** One short sentence in the session's language. */
  message: string;
  character: number;
  stroke: number;
  /** Index of the written stroke's sample that decided it. */
  at: number;
  /** With `relation.off`: the other written stroke; with `stroke.replaced`: the one that was written over it. */
  other?: number;
  /** With `character.other`: the character that was written. */
  text?: string;
}

/** x and y of the four points of a cubic Bézier. */
export type CubicSegment = [number, number, number, number, number, number, number, number];

export interface ScorePart {
  name: "order" | "direction" | "shape" | "proportion" | "rhythm" | "coverage" | (string & {});
  weight: number;
  value: number;
  /** The written stroke that cost most, null where none did. */
  stroke: number | null;
}

/** How a character stands in its box, beside the reference. */
export interface WholeCharacter {
  /** How far it is turned, clockwise. */
  degrees: number;
  /** How wide it is for its height. */
  ratio: number;
  /** How much of the box it takes, null where the session had no frame. */
  size: number | null;
  /** From where its middle belongs to where it is, in sides of the box, null likewise. */
  offset: [number, number] | null;
}

/** What `on` can listen to: the server's events, `state`, and `restart` when a character is sent again to a new session. */
export interface PilsunEvents {
  "session:ready": { session: string; resume: string; watch: string; ink: number; seq: number; durable: boolean; characters: unknown };
  "feedback:live": Feedback;
  "correction:suggest": { seq: number; character: number; stroke: number; points: [number, number][] };
  "stroke:fit": { seq: number; character: number; stroke: number; segments: CubicSegment[] };
  "analysis:result": { character: number; score: number; details: { parts: ScorePart[]; whole: WholeCharacter | null; [more: string]: unknown } };
  "ink:ack": { ink: number };
  error: { code: string; message: string; fatal: boolean };
  /** `code` says what is wrong with the token. */
  state: { state: ConnectionState; retryInMs?: number; code?: string };
  /** Whether what is written outlives the page, whenever that changes. */
  storage: { keeps: boolean };
  /** All that was said of this character and the ones after it is about to be said anew. */
  restart: { character: number };
}
