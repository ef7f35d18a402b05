/**
 * A `storage` of `pilsun.js` for browsers: what a tab has written outlives its page, in IndexedDB.
 *
 * Every tab has a place of its own, which it holds by a Web Lock, so that tabs do not overwrite each other; a page that begins takes up the latest
 * place whose tab has gone. A transaction that fails is tried again on a connection that is opened anew: browsers close one for reasons of their own.
 */

/** The waiting times before the attempts of a transaction. */
const attemptsMs = [0, 50, 250, 1000];
/** So many places of tabs that have gone are kept. */
const keptPlaces = 8;

/**
 * A storage under the given name. It takes up only what `isWanted` says of; on pages that came neither over TLS nor from their own machine, where
 * browsers have no locks, it keeps nothing.
 */
export function indexedDBStorage(name = "pilsun", isWanted = () => true) {
  /** The place of this tab, and what gives it free. */
  let place = null, release = null;
  let opened = null;

  const open = () => (opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("ink");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      database.onclose = () => (opened = null);
      database.onversionchange = () => {
        opened = null;
        database.close();
      };
      resolve(database);
    };
  }));

  const attempt = async (mode, act) => {
    const database = await open();
    return new Promise((resolve, reject) => {
      const transaction = database.transaction("ink", mode);
      const request = act(transaction.objectStore("ink"));
      transaction.commit?.(); // a page that goes away has no time to see that nothing else is asked for
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? request.error ?? new Error("aborted"));
    });
  };

  const transact = async (mode, act) => {
    for (const [index, waitMs] of attemptsMs.entries()) {
      // The first attempt is made in the present turn: a page that goes away has no other.
      if (waitMs) await new Promise((resolve) => setTimeout(resolve, waitMs));
      try {
        return await attempt(mode, act);
      } catch (error) {
        opened?.then((database) => database.close(), () => {});
        opened = null;
        if (index + 1 === attemptsMs.length) throw error;
      }
    }
  };

  const hold = async (key) => (release = await lock(`${name}-ink-${key}`)) !== null && (place = key);

  const takeFresh = () => hold(`${Date.now()}-${Math.random().toString(36).slice(2)}`);

  /** Takes the latest wanted place whose tab has gone, else a fresh one. */
  const take = async () => {
    const keys = (await transact("readonly", (store) => store.getAllKeys())).sort().reverse();
    let free = 0;
    for (const key of keys) {
      if (!(await hold(key))) continue;
      const state = await transact("readonly", (store) => store.get(key));
      if (state && isWanted(state)) return;
      free += 1;
      if (free > keptPlaces) await transact("readwrite", (store) => store.delete(key));
      release();
    }
    await takeFresh();
  };
  let taking = null;
  const settle = () => (taking ??= take().catch((error) => {
    taking = null;
    throw error;
  }));

  // A page that goes lets the next one take up what it wrote; one that comes back as it was takes its place again, if nobody has.
  globalThis.addEventListener?.("pagehide", () => release?.());
  globalThis.addEventListener?.("pageshow", async ({ persisted }) => persisted && place && ((await hold(place)) || takeFresh()));

  if (!globalThis.navigator?.locks) return { load: async () => undefined, save: async () => {} };
  return {
    load: async () => {
      await settle();
      return transact("readonly", (store) => store.get(place));
    },
    save: async (state) => {
      if (!place) await settle();
      return transact("readwrite", (store) => store.put(state, place));
    },
  };
}

/** What gives the lock free again; null where another tab holds it. */
const lock = (name) => new Promise((resolve, reject) => {
  const hold = (held) => held ? new Promise((release) => resolve(release)) : resolve(null);
  navigator.locks.request(name, { ifAvailable: true }, hold).catch(reject);
});
