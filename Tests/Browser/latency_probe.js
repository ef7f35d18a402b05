/**
 * Put into the practice page before its own scripts: takes the time of each leg from the pen to the screen, for `latency.py` to read.
 *
 * `latencies` holds for each feedback the milliseconds from the pointer event's time stamp to its handler, to the socket, to the server's
 * answer, to the first moment after the frame that painted it; and whether the pen was down.
 */
(() => {
  const latencies = (globalThis.latencies = []);
  const sends = [];
  let readings = [], lifted = null;

  const note = (event) => ({ at: event.timeStamp, handled: performance.now() });
  const moves = "onpointerrawupdate" in globalThis ? "pointerrawupdate" : "pointermove";
  addEventListener("pointerdown", (event) => {
    readings = [note(event)];
    lifted = null;
  }, true);
  addEventListener(moves, (event) => {
    const coalesced = event.getCoalescedEvents();
    for (const one of coalesced.length ? coalesced : [event]) readings.push({ ...note(event), at: one.timeStamp });
  }, true);
  addEventListener("pointerup", (event) => (lifted = note(event)), true);

  globalThis.WebSocket = class extends WebSocket {
    constructor(...about) {
      super(...about);
      this.addEventListener("message", ({ data }) => {
        const answered = performance.now(), [type, { at }] = JSON.parse(data);
        if (type !== "feedback:live") return;
        const cause = lifted && at === readings.length - 1 ? lifted : readings[at];
        if (!cause) return;
        const sent = sends.find((time) => time >= cause.handled);
        const wasDown = lifted === null;
        const channel = new MessageChannel();
        channel.port1.onmessage = () => latencies.push([cause.at, cause.handled, sent, answered, performance.now(), wasDown]);
        requestAnimationFrame(() => channel.port2.postMessage(null)); // arrives when that frame has been painted
      });
    }
    send(message) {
      sends.push(performance.now());
      super.send(message);
    }
  };
})();
