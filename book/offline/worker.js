// What a reader has opened comes from the site while it answers, and else as it came the last time.
// The build writes EDITION above this: another one for another site, so that parts of two editions never meet.
const OURS = `vein-to-vein ${registration.scope} `, // other books may stand on this host
  NAME = OURS + EDITION;
const LEFT_OUT = /^lite\/|\.zip$/; // JupyterLite has a worker of its own; who downloads has the file
const NOT_KEPT = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>Not kept</title>
<body style="max-width: 36rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.5 system-ui, sans-serif">
<h1>This page is not kept here</h1><p>There is no connection to the course. Pages that you have opened before can be read without one:
go back to one of them, or try this one again later.</p>`;

/** The name under which an address is kept: without its query and its fragment; null for what is not kept. */
function nameOf(address) {
  const { origin, pathname } = new URL(address),
    name = origin + pathname,
    inside = name.startsWith(registration.scope) && !LEFT_OUT.test(name.slice(registration.scope.length));
  return inside ? name : null;
}

/** Keep a response, if it is the thing itself: no part of it, no error, no detour. */
async function keep(name, response) {
  if (response.status === 200 && !response.redirected) await (await caches.open(NAME)).put(name, response);
}

async function answer(event, name) {
  const { request } = event;
  try {
    const fresh = (await event.preloadResponse) ?? (await fetch(request));
    event.waitUntil(keep(name, fresh.clone()));
    return fresh;
  } catch (away) {
    const kept = await (await caches.open(NAME)).match(name);
    if (kept) return kept;
    if (request.mode !== "navigate") throw away;
    return new Response(NOT_KEPT, { status: 503, headers: { "Content-Type": "text/html" } });
  }
}

/** Ask for what an older edition had kept, and forget that edition. */
async function renew() {
  await registration.navigationPreload?.enable(); // the request does not wait until this worker runs
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
  for (const edition of old) {
    const kept = await (await caches.open(edition)).keys();
    await Promise.allSettled(kept.map(async ({ url }) => keep(url, await fetch(url, { cache: "no-cache" }))));
    await caches.delete(edition);
  }
}

/** Keep what a page has loaded, if it is not kept yet: it came before there was a worker. */
async function keepMissing(addresses) {
  const cache = await caches.open(NAME);
  const one = async (name) => (await cache.match(name)) ?? keep(name, await fetch(name));
  await Promise.allSettled(addresses.map(nameOf).filter(Boolean).map(one));
}

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(renew()));
addEventListener("message", (event) => event.waitUntil(keepMissing(event.data)));
addEventListener("fetch", (event) => {
  const name = event.request.method === "GET" ? nameOf(event.request.url) : null;
  if (name) event.respondWith(answer(event, name));
});
