/** Ink that outlives the page, in one tab at a time: a second one writes without, so that the two do not overwrite each other. */
import { indexedDBStorage } from "./pilsun.js";

/** The storage, or undefined where another tab has it or the browser has none. */
export function keptInk() {
  if (!globalThis.indexedDB || !navigator.locks) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const held = navigator.locks.request("pilsun-ink", { ifAvailable: true }, (lock) => {
      resolve(lock ? indexedDBStorage() : undefined);
      return lock ? new Promise(() => {}) : undefined; // held until the page goes
    });
    held.catch(() => resolve(undefined));
  });
}
