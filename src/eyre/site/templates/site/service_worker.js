/* The field page opens without a network. Kept: that page, which is the same for everybody and holds nothing about
   anybody, and our own static files; never an answer, a case, or another page. */
const CACHE = "eyre-field-{{ digest }}";
const PAGE = "{{ page }}";
const FILES = new Set({{ files|safe }});
const PATIENCE = 15000; // ms for a page of work to begin to answer before the field page stands in for it

self.addEventListener("install", (event) => event.waitUntil(installed()));
self.addEventListener("activate", (event) => event.waitUntil(activated()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (FILES.has(pathname)) event.respondWith(kept(pathname, request));
  else if (request.mode === "navigate" && pathname === PAGE) event.respondWith(kept(PAGE, request));
  else if (request.mode === "navigate" && pathname.startsWith("{{ scope }}")) event.respondWith(reached(request));
});

async function installed() {
  const cache = await caches.open(CACHE);
  await Promise.all([PAGE, ...FILES].map((path) => fetched(cache, path)));
  await self.skipWaiting();
}

/** Only a page that is what it should be: not the way to sign in, not the page of a hotel's network. */
async function fetched(cache, path) {
  const reply = await fetch(path, { cache: "reload", credentials: "same-origin", redirect: "error" });
  if (!reply.ok) throw new TypeError(`${path} answered ${reply.status}`);
  if (path === PAGE && reply.headers.get("X-Eyre-Field") !== "{{ page_digest }}") throw new TypeError(`${path} is another`);
  await cache.put(path, reply);
}

async function activated() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("eyre-field-") && name !== CACHE).map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function kept(path, request) {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(request);
}

async function reached(request) {
  const tired = new AbortController();
  // Until an answer begins: a long download is not broken off
  const timer = setTimeout(() => tired.abort(), PATIENCE);
  try {
    return await fetch(request, { signal: tired.signal }).finally(() => clearTimeout(timer));
  } catch (why) {
    if (!["TypeError", "AbortError"].includes(why.name)) throw why;
    return kept(PAGE, request);
  }
}
