// A page that nobody touches locks: what is typed in it goes to the server to wait, and the sign-in page comes. Tabs tell each other that somebody is there.
const TOUCHED = "banso-touched";

const lockWhenLeft = (body) => {
  const after = Number(body.dataset.lockAfter) * 60000;
  if (!after) return;
  const send = (url, form) =>
    fetch(url, {
      method: "POST",
      body: form,
      credentials: "same-origin",
      redirect: "manual",
      headers: { "X-CSRFToken": tokenNow() ?? "" },
    });
  let told = Date.now();
  let locking = false;
  let typed = null;
  const touch = () => {
    const now = Date.now();
    localStorage.setItem(TOUCHED, String(now));
    if (now - told < 120000) return;
    told = now;
    send(body.dataset.touchedUrl, null).catch(() => {});
  };
  const lock = async () => {
    if (locking) return;
    locking = true;
    body.classList.add("locked");
    const own = typed?.isConnected && !typed.dataset.draft ? typed : null;
    const form = own ? new FormData(own) : new FormData();
    for (const [name, value] of [...form.entries()]) if (value instanceof File) form.delete(name);
    const here = new URL(location.href);
    form.append("lock-path", here.pathname + here.search);
    if (own) {
      const to = new URL(own.getAttribute("action") || here, here);
      form.append("lock-form", to.pathname + to.search);
    }
    try {
      const answer = await send(body.dataset.lockUrl, form);
      location.replace(answer.ok ? (await answer.json()).next : here);
    } catch {
      locking = false;
    }
  };
  const look = () => Date.now() - Number(localStorage.getItem(TOUCHED)) > after && lock();
  touch();
  document.addEventListener("input", (event) => (typed = event.target.closest("main form[method=post]") ?? typed));
  ["pointerdown", "pointermove", "keydown", "scroll"].forEach((name) => document.addEventListener(name, touch, { passive: true }));
  document.addEventListener("visibilitychange", look);
  window.setInterval(look, 5000);
};
