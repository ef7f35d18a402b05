/**
 * The service worker: keeps the practice page and the models of its lessons, so that the page opens without a network.
 *
 * The server puts two constants before this: `pages`, the SHA-256 of each file of the page by its path, and `version`, one of them all. Another version
 * of the page is therefore another worker, with a cache of its own, and no page is ever put together from two. Nothing is kept or given that is not
 * what the server announced: a network that answers everything with its own login page leaves no trace, and a broken cache is mended by the next visit.
 *
 * A new worker waits until the page that asks for it is the only one; that page, on which nobody has written yet, is then loaded anew.
 */
const shellName = `pilsun-${version}`;
const modelsName = "pilsun-models";
/** So many texts' models are kept, the latest ones. */
const keptModels = 400;
/** A network that has not answered by then counts as none. */
const patienceMs = 4000;
/** Whether the page that was opened last came from the network, being none of this version. */
let isPassing = false;

addEventListener("install", (event) => {
  const keep = async (path) => {
    const answer = await announced(await fetch(path, { cache: "no-cache", redirect: "error" }), path);
    if (!answer) throw new Error(`${path} is not what the server announced`);
    await (await caches.open(shellName)).put(path, answer);
  };
  event.waitUntil(Promise.all(Object.keys(pages).map(keep)));
});

addEventListener("activate", (event) => {
  const begin = async () => {
    for (const name of await caches.keys()) if (name !== shellName && name !== modelsName) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(begin());
});

addEventListener("message", async ({ data }) => {
  if (data === "take over" && (await clients.matchAll({ type: "window", includeUncontrolled: true })).length === 1) skipWaiting();
});

addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (Object.hasOwn(pages, pathname)) event.respondWith(file(event, pathname));
  else if (pathname.startsWith("/characters/")) event.respondWith(model(event, pathname));
});

/** A file of this version; of another one only where the page itself is of another. */
async function file({ request }, path) {
  const isNavigation = request.mode === "navigate";
  const cache = await caches.open(shellName);
  const kept = isPassing && !isNavigation ? null : await announced(await cache.match(path), path);
  if (isNavigation) isPassing = !kept;
  if (kept) return kept;
  const answer = await fetch(request);
  const found = await announced(answer.clone(), path);
  if (!found) return isPassing ? answer : Response.error();
  if (isNavigation) isPassing = false;
  await cache.put(path, found.clone());
  return found;
}

/** The answer, if it is byte for byte the file that the server announced under this path. */
async function announced(answer, path) {
  if (!answer?.ok || answer.redirected || !["basic", "default"].includes(answer.type)) return null;
  const body = await answer.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") !== pages[path]) return null;
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  return new Response(body, { headers });
}

/** A model as the network has it now, else as it was. */
async function model(event, path) {
  const cache = await caches.open(modelsName);
  const fetched = fetch(event.request).then(async (answer) => {
    if (answer.redirected || !(answer.headers.get("content-type") ?? "").startsWith("application/json")) throw new TypeError("not the server's answer");
    if (answer.ok) event.waitUntil(keepModel(cache, path, answer.clone()));
    return answer;
  });
  const late = new Promise((_, reject) => setTimeout(reject, patienceMs, new Error("the network does not answer")));
  try {
    return await Promise.race([fetched, late]);
  } catch {
    return (await cache.match(path)) ?? fetched.catch(() => Response.error());
  }
}

async function keepModel(cache, path, answer) {
  const { characters } = await answer.clone().json();
  if (!Array.isArray(characters)) return;
  await cache.delete(path);
  await cache.put(path, answer);
  const keys = await cache.keys();
  for (const key of keys.slice(0, Math.max(0, keys.length - keptModels))) await cache.delete(key);
}
