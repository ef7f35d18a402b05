/**
 * The service worker: keeps the practice page and the models of its lessons, so that the page opens without a network.
 *
 * The network comes first: what it brings is kept, and what was kept is given where it does not answer. The server's files are
 * small and answered with 304, so that nobody practises on an old page while the server is there.
 */
const cacheName = "pilsun-1";
const files = [
  "/", "/icon.svg", "/manifest.webmanifest", "/practice.css", "/practice.js", "/brush.js", "/character.js", "/chooser.js",
  "/elements.js", "/latency.js", "/lessons.js", "/paper.js", "/pen.js", "/pilsun.js", "/replay.js", "/token.js", "/words.js",
];
/** A network that has not answered by then counts as none. */
const patienceMs = 4000;

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
});

addEventListener("activate", (event) => {
  const old = async () => {
    for (const name of await caches.keys()) if (name !== cacheName) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(old());
});

addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (files.includes(pathname) || pathname.startsWith("/characters/")) event.respondWith(answer(event));
});

async function answer(event) {
  const cache = await caches.open(cacheName);
  const key = new URL(event.request.url).pathname;
  const fetched = fetch(event.request).then((response) => {
    if (response.ok) event.waitUntil(cache.put(key, response.clone()));
    return response;
  });
  const late = new Promise((_, reject) => setTimeout(reject, patienceMs, new Error("the network does not answer")));
  try {
    return await Promise.race([fetched, late]);
  } catch {
    return (await cache.match(key)) ?? fetched.catch(() => Response.error());
  }
}
