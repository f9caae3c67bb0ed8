// The page and its files stay on the telephone; what is sent and asked goes to the home, or nowhere.

const { name, shell, files } = __TOLD__;

addEventListener("install", (event) => {
  const fresh = [shell, ...files].map((one) => new Request(one, { cache: "reload" }));
  event.waitUntil(caches.open(name).then((kept) => kept.addAll(fresh)));
});

addEventListener("activate", (event) => {
  const old = (one) => one.startsWith("banso-field-") && one !== name;
  const gone = async () => {
    for (const one of await caches.keys()) if (old(one)) await caches.delete(one);
    await clients.claim();
  };
  event.waitUntil(gone());
});

addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (pathname !== shell && !files.includes(pathname)) return;
  const kept = async () => {
    const found = await (await caches.open(name)).match(pathname);
    return found ?? fetch(event.request);
  };
  event.respondWith(kept());
});
