/**
 * What pen, finger and mouse do on an element, as calls: `down`, `move` (all readings since the last one) and `up` (with its time); `cancel` where
 * what came down turned out to be no stroke, `erase` for each reading of the other end of a pen or of one whose barrel button is held.
 *
 * A pen takes over from the hand that holds it, however early that came down, and for a while after a pen was seen a touch writes nothing:
 * it scrolls. Two fingers are a gesture, and so was the first of them.
 */

/** For so long after a pen was seen, a touch is a hand or a gesture. */
const penMemoryMs = 3000;
/** A touch scrolls once it has gone as far, in CSS pixels: a hand that rests is never quite still. */
const slop = 8;
/** A time stamp that is older has jumped. */
const latestMs = 5000;
/** What the end of a pen with an eraser, and a pen with its barrel button held, are pressed down with. */
const eraserButton = 5, barrelButton = 2;

export function listenToPen(element, { down, move, up, cancel, erase }) {
  /** The pointer that writes or erases: {id, type, erases}. */
  let writing = null;
  let penSeenAt = -Infinity;
  /** Whether a pen here has shown that it knows how hard it is pressed: one that gives 0 or 0.5 all the time does not. */
  let hasPressure = false;
  /** The time of the last reading. */
  let clock = 0;
  /** Where the touches are that do not write: {x, y, scrolls}, or null for a hand that rested while a pen wrote. */
  const resting = new Map();

  const isOurs = ({ timeStamp }) => timeStamp <= performance.now() + 1 && timeStamp > performance.now() - latestMs;

  /** The readings of some events: times go on from the last one, and are spread evenly where the stamps of the device cannot be right. */
  const readings = (events) => {
    const first = clock, now = performance.now();
    return events.map((event, index) => {
      const time = isOurs(event) ? event.timeStamp : first + ((now - first) * (index + 1)) / events.length;
      clock = Math.max(clock, time);
      hasPressure ||= event.pointerType === "pen" && event.pressure !== 0 && event.pressure !== 0.5;
      return {
        clientX: event.clientX,
        clientY: event.clientY,
        t: Math.round(clock * 10) / 10,
        // A mouse has no pressure and most fingers a constant one: what a device does not know is left out.
        pressure: event.pointerType === "pen" && hasPressure ? event.pressure : undefined,
      };
    });
  };

  const takeBack = () => {
    const { erases } = writing;
    writing = null;
    if (!erases) cancel();
  };

  const lift = (event) => {
    const { erases } = writing;
    writing = null;
    if (!erases) up(isOurs(event) ? event.timeStamp : performance.now());
  };

  const scroll = (touch, { clientX, clientY }) => {
    const dx = touch.x - clientX, dy = touch.y - clientY;
    if (writing || (!touch.scrolls && Math.hypot(dx, dy) < slop)) return;
    Object.assign(touch, { x: clientX, y: clientY, scrolls: true });
    scrollBy(dx / resting.size, dy / resting.size);
  };

  element.addEventListener("pointerdown", (event) => {
    const { pointerId: id, pointerType: type, button } = event;
    const isHand = type === "touch" && performance.now() - penSeenAt < penMemoryMs;
    if (type === "touch" && (isHand || resting.size || writing)) {
      resting.set(id, writing?.type === "pen" ? null : { x: event.clientX, y: event.clientY });
      if (writing?.type !== "touch") return;
      resting.set(writing.id, { x: event.clientX, y: event.clientY });
      return takeBack();
    }
    const erases = type === "pen" && (button === eraserButton || button === barrelButton);
    if (button !== 0 && !erases) return;
    if (type === "pen") {
      if (writing?.type === "touch") {
        resting.set(writing.id, null);
        takeBack();
      }
      for (const touch of resting.keys()) resting.set(touch, null);
    }
    if (writing) return;
    try {
      element.setPointerCapture(id);
    } catch {} // the pointer is gone, or was never the browser's: what it does is heard all the same
    const [reading] = readings([event]);
    if (erases) erase(reading);
    if (erases || down(reading)) writing = { id, type, erases };
  });

  // Where the browser tells of movements as they happen, they need not wait for the next frame. They are listened to everywhere, and so
  // a stroke goes on where nothing could be captured.
  addEventListener("onpointerrawupdate" in element ? "pointerrawupdate" : "pointermove", (event) => {
    if (event.pointerType === "pen") penSeenAt = performance.now();
    const touch = resting.get(event.pointerId);
    if (touch) return scroll(touch, event);
    if (event.pointerId !== writing?.id) return;
    if (isInTheAir(event)) return lift(event); // nobody told of its end
    const coalesced = (event.getCoalescedEvents?.() ?? []).filter((part) => !isInTheAir(part));
    const parts = readings(coalesced.length ? coalesced : [event]);
    if (writing.erases) parts.forEach(erase);
    else move(parts);
  });

  addEventListener("pointerdown", ({ pointerType }) => pointerType === "pen" && (penSeenAt = performance.now()), true);

  for (const [type, end] of [["pointerup", lift], ["pointercancel", takeBack]]) {
    addEventListener(type, (event) => {
      resting.delete(event.pointerId);
      if (event.pointerId === writing?.id) end(event);
    });
  }

  // No menu, no selection, no zoom by two quick strokes, and no handwriting into text fields (Scribble takes short strokes away).
  for (const type of ["touchstart", "touchmove", "contextmenu", "selectstart"]) {
    element.addEventListener(type, (event) => event.cancelable && event.preventDefault(), { passive: false });
  }
}

/** Whether a reading is of a pen that hovers, or of a mouse whose button is up. */
const isInTheAir = ({ buttons, pressure }) => buttons === 0 && !(pressure > 0);
