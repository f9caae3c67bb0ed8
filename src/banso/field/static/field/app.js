// The round on a telephone: which stage it is at, and what stands on the screen then.

import { clock, el, field, form, put } from "field/page";
import { night } from "field/night";
import { ask, keepSending, send, whenSent } from "field/send";
import * as store from "field/store";
import * as vault from "field/vault";
import { someWords } from "field/words";

const told = JSON.parse(document.getElementById("told").textContent);
const W = told.words;
const addresses = told.addresses;
const stage = document.getElementById("stage");
const line = document.getElementById("line");
const TRIES = 5;
let key;
let sending = false;
let noon;

async function status() {
  const lines = await store.waiting();
  const arrived = await store.own("arrived");
  const stuck = lines.filter((one) => one.why).length;
  const aside = await store.own("aside");
  const said = [
    put(W.here, { n: lines.length }),
    arrived ? put(W.arrived, { time: clock(arrived) }) : W.not_arrived,
  ];
  if (stuck) said.push(put(W.stuck, { n: stuck }));
  if (aside) said.push(put(W.aside, { n: aside }));
  line.textContent = said.join("・");
  line.dataset.waits = lines.length ? "yes" : "no";
  // Signing out of the desk on this telephone leaves what waits where it is.
  const age = lines.length ? 60 * 60 * 24 * 31 : 0;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `banso_unsent=1; path=/; max-age=${age}; samesite=strict${secure}`;
}

function show(...inside) {
  stage.replaceChildren(...inside);
  stage.querySelector("h1, h2")?.focus?.();
}

const note = (text) => el("p", { class: "note" }, text);
const bad = () => el("p", { class: "bad", role: "alert", hidden: true });

function say(where, sentence) {
  where.textContent = sentence;
  where.hidden = false;
}

function paper() {
  show(el("h1", {}, W.title), note(W.no_secure), note(W.use_paper));
}

function pairing(code) {
  const wrong = bad();
  const act = async () => {
    try {
      if ((await store.waiting()).length) {
        await send(addresses, { now: true });
        if ((await store.waiting()).length) return say(wrong, W.pair_unsent);
      }
      history.replaceState(null, "", location.pathname);
      const answer = await ask(addresses.pair, "", { code });
      const said = await answer.json();
      if (!answer.ok) return say(wrong, said.sentence);
      await store.clearAll();
      await store.keepOwn("key", said.key);
      await navigator.storage?.persist?.();
      show(
        el("h1", {}, W.paired),
        note(put(W.paired_as, { name: said.name, member: said.member, agency: said.agency })),
        el("button", { class: "main", onclick: begin }, W.go_on),
      );
      return undefined;
    } catch {
      return say(wrong, W.no_network);
    }
  };
  show(
    el("h1", {}, W.pair),
    note(W.pair_why),
    wrong,
    el("button", { class: "main", onclick: act }, W.pair_now),
  );
}

function choosingLock() {
  const wrong = bad();
  const passkey = el("button", { class: "main" }, W.lock_passkey);
  passkey.addEventListener("click", async () => {
    try {
      const made = await vault.lockWithPasskey();
      await store.keepOwn("lock", made.lock);
      key = made.key;
      begin();
    } catch {
      say(wrong, W.no_passkey);
    }
  });
  show(
    el("h1", {}, W.lock),
    note(W.lock_why),
    wrong,
    ...(vault.hasPasskeys() ? [passkey] : []),
    el("button", { class: "plain", onclick: () => choosingWords() }, W.lock_words),
  );
}

function choosingWords() {
  const words = someWords();
  const wrong = bad();
  const act = async (of, button) => {
    const again = vault.wordsOf(of.elements.words.value);
    if (again.join(" ") !== words.join(" ")) return say(wrong, W.words_differ);
    button.disabled = true;
    const made = await vault.lockWithWords(words.join(" "));
    await store.keepOwn("lock", made.lock);
    key = made.key;
    return begin();
  };
  show(
    el("h1", {}, W.words),
    note(W.words_why),
    el("ol", { class: "words" }, ...words.map((one) => el("li", {}, one))),
    form(
      act,
      field(W.words_again, "words", { many: true, rows: 2, required: true }),
      wrong,
      el("button", { class: "main" }, W.words_kept),
    ),
  );
}

async function tryKey(lock, said) {
  const tries = ((await store.own("tries")) ?? 0) + 1;
  await store.keepOwn("tries", tries); // before it is tried, so that nobody stops it half way
  try {
    const found = await vault.unlock(lock, said);
    await store.keepOwn("tries", 0);
    return found;
  } catch (error) {
    if (lock.way === "passkey" && error.name !== "OperationError") {
      await store.keepOwn("tries", tries - 1); // put away, not wrong
      throw error;
    }
    if (tries >= TRIES) await store.forgetReadable({ lock: true });
    return null;
  }
}

function locked(lock) {
  const wrong = bad();
  const act = async (of, button) => {
    button.disabled = true;
    try {
      key = await tryKey(lock, of.elements.words?.value ?? "");
    } catch {
      say(wrong, W.no_passkey);
    }
    button.disabled = false;
    if (key) return begin();
    const tries = (await store.own("tries")) ?? 0;
    if (!(await store.own("lock"))) return destroyed();
    if (tries) say(wrong, put(W.wrong_words, { n: TRIES - tries }));
    return undefined;
  };
  const asked =
    lock.way === "words" ? field(W.words_asked, "words", { many: true, rows: 2, required: true }) : null;
  show(
    el("h1", {}, W.open),
    form(act, asked, wrong, el("button", { class: "main" }, lock.way === "words" ? W.open : W.open_passkey)),
  );
}

function destroyed() {
  show(
    el("h1", {}, W.gone),
    note(W.gone_why),
    el("button", { class: "main", onclick: begin }, W.go_on),
  );
}

async function choosingRound() {
  const wrong = bad();
  const list = el("div", { class: "rounds" });
  show(el("h1", {}, W.take), note(W.take_why), wrong, list, farewell());
  const signIn = () =>
    list.replaceChildren(
      el("p", {}, W.sign_in_first),
      el("a", { class: "main", href: addresses.sign_in }, W.sign_in),
    );
  try {
    const answer = await fetch(addresses.choose, { cache: "no-store" });
    if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return signIn();
    const { token, rounds } = await answer.json();
    if (!rounds.length) return say(wrong, W.no_round);
    list.replaceChildren(
      ...rounds.map((one) =>
        el(
          "button",
          { class: "main", onclick: () => take(one.id, token, wrong) },
          put(W.take_this, { on: one.on, course: one.course }),
        ),
      ),
    );
  } catch {
    say(wrong, W.no_network);
  }
  return undefined;
}

async function take(round, token, wrong) {
  const answer = await fetch(addresses.choose + round + "/", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": token,
      Authorization: `Bearer ${await store.own("key")}`,
    },
    body: "{}",
    cache: "no-store",
  }).catch(() => null);
  if (!answer) return say(wrong, W.no_network);
  const said = await answer.json().catch(() => ({ sentence: W.sign_in_first }));
  if (!answer.ok) return say(wrong, said.sentence);
  const sealed = await vault.seal(key, said);
  // Until noon by the home's clock, whatever this telephone's own says.
  const until = Date.now() + Date.parse(said.until) - Date.parse(said.now);
  await store.keepPack({ id: said.pack, until, ...sealed });
  return begin();
}

function farewell() {
  const act = async () => {
    if ((await store.waiting()).length) {
      await send(addresses, { now: true });
      if ((await store.waiting()).length && !confirm(W.leave_unsent)) return;
    }
    await store.clearAll();
    key = undefined;
    begin();
  };
  return el("p", { class: "end" }, el("button", { class: "plain", onclick: act }, W.leave));
}

async function begin() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (!(await vault.canSeal())) return paper();
  await status();
  if (code) return pairing(code);
  if (!(await store.own("key"))) return show(el("h1", {}, W.title), note(W.not_paired));
  if (!sending) keepSending(addresses);
  sending = true;
  if (await store.own("stopped")) return show(el("h1", {}, W.stopped), note(W.stopped_why), farewell());
  const pack = await store.pack();
  if (pack && pack.until <= Date.now()) {
    await store.forgetReadable();
    return begin();
  }
  const lock = await store.own("lock");
  if (!lock) return choosingLock();
  if (!key) return locked(lock);
  if (!pack) return choosingRound();
  const round = await vault.open(key, pack);
  clearTimeout(noon);
  noon = setTimeout(begin, Math.min(pack.until - Date.now() + 1000, 2 ** 31 - 1));
  return show(...(await night({ W, round, key, codes: told.codes, saved: sent })), farewell());
}

async function sent() {
  await status();
  send(addresses, { now: true });
}

whenSent(async () => {
  await status();
  if ((await store.own("stopped")) && stage.dataset.stopped !== "yes") {
    stage.dataset.stopped = "yes";
    key = undefined;
    begin();
  }
});
document.getElementById("send").addEventListener("click", () => send(addresses, { now: true }));
document.getElementById("dark").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.look ?? (dark ? "dark" : "light");
  root.dataset.look = now === "dark" ? "light" : "dark";
});
addEventListener("hashchange", begin);
if ("serviceWorker" in navigator) navigator.serviceWorker.register(addresses.worker);
begin();
