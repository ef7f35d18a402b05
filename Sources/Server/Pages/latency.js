/**
 * How long it takes from what the pen does until what the server says of it is on the screen, shown when asked for.
 *
 * Counted from the time stamp of the pointer event whose reading decided the feedback, to the first moment after the frame in
 * which the feedback was painted.
 */
import { element } from "./elements.js";
import { word } from "./words.js";

/** The figures are of this many feedbacks, the latest ones. */
const kept = 200;
const times = [];

/** Shows or hides the figures. */
export function toggleLatency() {
  element("latency").hidden = !element("latency").hidden;
  show();
}

/** A feedback came of the reading at `causedAt` (the clock of `performance.now`), and will be drawn in the next frame. */
export function feedbackComes(causedAt) {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    times.push(performance.now() - causedAt);
    if (times.length > kept) times.shift();
    if (!element("latency").hidden) show();
  };
  // A message that is sent from within a frame arrives when that frame has been painted.
  requestAnimationFrame(() => channel.port2.postMessage(null));
}

function show() {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share) => sorted.length ? sorted[Math.ceil(sorted.length * share) - 1].toFixed(1) : "–";
  element("latency").textContent = word("latency", { half: at(0.5), most: at(0.95), count: sorted.length });
}
