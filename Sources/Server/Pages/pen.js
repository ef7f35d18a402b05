/**
 * What pen, finger and mouse do on an element, as three calls: `down`, `move` (all readings since the last one) and `up` (with its time).
 * A hand that rests on the glass while a pen is in use writes nothing.
 */
const penMemoryMs = 1500;

export function listenToPen(element, { down, move, up }) {
  let writing = null;
  let penSeen = -Infinity;

  const reading = (event) => ({
    clientX: event.clientX,
    clientY: event.clientY,
    t: Math.round(event.timeStamp * 10) / 10,
    // A mouse has no pressure and most fingers a constant one: what a device does not know is left out.
    pressure: event.pointerType === "pen" ? event.pressure : undefined,
  });

  element.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "pen") penSeen = event.timeStamp;
    const palm = event.pointerType === "touch" && event.timeStamp - penSeen < penMemoryMs;
    if (writing !== null || event.button !== 0 || palm) return;
    element.setPointerCapture(event.pointerId);
    if (down(reading(event))) writing = event.pointerId;
  });

  // Where the browser tells of movements as they happen, they need not wait for the next frame.
  element.addEventListener("onpointerrawupdate" in element ? "pointerrawupdate" : "pointermove", (event) => {
    if (event.pointerType === "pen") penSeen = event.timeStamp;
    if (event.pointerId !== writing) return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    move((coalesced.length ? coalesced : [event]).map(reading));
  });

  for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) {
    element.addEventListener(type, (event) => {
      if (event.pointerId !== writing) return;
      writing = null;
      up(event.timeStamp);
    });
  }
}
