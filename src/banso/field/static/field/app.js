// The round on a telephone: which stage it is at, and what stands on the screen then.

import { night } from "field/night";
import { bad, note, opening, say } from "field/opening";
import { clock, el, form, put, typed } from "field/page";
import { ask, keepSending, send, whenSent } from "field/send";
import * as store from "field/store";
import { tablet } from "field/tablet";
import * as vault from "field/vault";
import { visits } from "field/visits";

const told = JSON.parse(document.getElementById("told").textContent);
const W = told.words;
const addresses = told.addresses;
const stage = document.getElementById("stage");
const line = document.getElementById("line");
let key;
let sending = false;
let noon;
let offered; // the round of a guest, until they have chosen how it is opened
let redraw = () => {};
// Another window of this telephone has written or sent: what stands here follows.
const windows = "BroadcastChannel" in globalThis ? new BroadcastChannel("banso-field") : null;

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
  scrollTo(0, 0); // from its beginning: what stood here before may have been longer
  stage.querySelector("h1, h2")?.focus?.();
}

const { choosingLock, locked } = opening({
  W,
  show,
  opened: (found) => {
    key = found;
    begin();
  },
});

function paper() {
  show(
    el("h1", {}, W.title),
    note(W.no_secure),
    note(W.use_paper),
    note(W.paper_elsewhere),
    el("a", { class: "main", href: addresses.rounds }, W.to_paper),
  );
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
      await store.keepOwn("guest", said.guest);
      offered = said.pack;
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

async function choosingRound() {
  const wrong = bad();
  const list = el("div", { class: "rounds" });
  const has = await store.pack();
  const back = has ? el("p", {}, el("button", { class: "plain", onclick: begin }, W.back)) : "";
  show(el("h1", {}, W.take), note(W.take_why), wrong, list, back, farewell());
  redraw = () => {};
  const signIn = () =>
    list.replaceChildren(
      el("p", {}, W.sign_in_first),
      el("a", { class: "main", href: addresses.sign_in }, W.sign_in),
    );
  try {
    const answer = await fetch(addresses.choose, { cache: "no-store" });
    if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) return signIn();
    const { token, rounds, visits: may } = await answer.json();
    if (!rounds.length) say(wrong, W.no_round);
    const take_round = (one) => () => take(`${addresses.choose}${one.id}/`, {}, token, wrong);
    list.replaceChildren(
      ...rounds.map((one) =>
        el(
          "button",
          { class: "main", onclick: take_round(one) },
          put(W.take_this, { on: one.on, course: one.course }),
        ),
      ),
      ...(may ? [el("button", { class: "plain", onclick: choosingVisits }, W.take_visits)] : []),
    );
  } catch {
    say(wrong, `${W.no_network} ${W.paper_till_then}`);
  }
  return undefined;
}

// Whom one visits, whoever is due first and ticked already.
async function choosingVisits() {
  const wrong = bad();
  show(el("h1", {}, W.visits), note(W.visits_why), wrong, farewell());
  try {
    const answer = await fetch(addresses.due, { cache: "no-store" });
    const { token, people } = await answer.json();
    const day = (one) => (one.on ? put(one.late ? W.visit_late : W.visit_on, { day: one.on }) : "");
    const box = (one) =>
      el(
        "label",
        { class: "tick" },
        el("input", { type: "checkbox", name: "people", value: one.id, checked: one.due }),
        el("span", {}, `${one.called} ${day(one)}`.trim()),
      );
    const act = async (of, button) => {
      const chosen = typed(of).people;
      if (!chosen.length) return say(wrong, W.choose_somebody);
      button.disabled = true;
      await take(addresses.take_visits, { people: chosen }, token, wrong);
      button.disabled = false;
      return undefined;
    };
    const chosen = el("button", { class: "main" }, W.take_chosen);
    wrong.after(people.length ? form(act, ...people.map(box), chosen) : note(W.nobody_to_visit));
  } catch {
    say(wrong, `${W.no_network} ${W.paper_till_then}`);
  }
}

// The questions alone: the key is forgotten first, so that nothing else opens without it.
function hand(round, of) {
  key = undefined;
  redraw = () => {};
  document.body.dataset.alone = "yes";
  const home = { pack: round.pack, public: round.public, tablet: round.tablet };
  const done = () => {
    delete document.body.dataset.alone;
    begin();
  };
  show(...tablet({ W, round: home, ...of, show, done }));
}

async function take(address, body, token, wrong) {
  const answer = await fetch(address, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "X-CSRFToken": token,
      Authorization: `Bearer ${await store.own("key")}`,
    },
    body: JSON.stringify(body),
    cache: "no-store",
  }).catch(() => null);
  if (!answer) return say(wrong, W.no_network);
  const said = await answer.json().catch(() => ({ sentence: W.sign_in_first }));
  if (!answer.ok) return say(wrong, said.sentence);
  return carry(said);
}

async function carry(said) {
  offered = undefined;
  const sealed = await vault.seal(key, said);
  // Until noon by the home's clock, whatever this telephone's own says.
  const until = Date.now() + Date.parse(said.until) - Date.parse(said.now);
  const before = await store.pack();
  const written = Boolean(before) && before.until > Date.now();
  await store.keepPack({ id: said.pack, until, ...sealed }, { written });
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
  if (!pack && offered) return carry(offered);
  if (!pack && (await store.own("guest"))) {
    return show(el("h1", {}, W.title), note(W.guest_over), note(W.use_paper), farewell());
  }
  if (!pack) return choosingRound();
  const round = await vault.open(key, pack);
  clearTimeout(noon);
  noon = setTimeout(begin, Math.min(pack.until - Date.now() + 1000, 2 ** 31 - 1));
  const { nodes, draw } =
    round.kind === "visits"
      ? await visits({ W, round, key, saved: sent, hand: (of) => hand(round, of) })
      : await night({ W, round, key, codes: told.codes, saved: sent });
  redraw = draw;
  const again = el("button", { class: "plain", onclick: choosingRound }, W.take_again);
  const once_more = (await store.own("guest")) ? "" : el("p", { class: "end" }, again);
  return show(...nodes, once_more, farewell());
}

async function sent() {
  await status();
  windows?.postMessage("changed");
  send(addresses, { now: true });
}

windows?.addEventListener("message", async () => {
  await status();
  if (key) await redraw();
});
whenSent(async () => {
  await status();
  windows?.postMessage("changed");
  if ((await store.own("stopped")) && stage.dataset.stopped !== "yes") {
    stage.dataset.stopped = "yes";
    key = undefined;
    begin();
  }
});
document.getElementById("send").addEventListener("click", async () => {
  const ended = await send(addresses, { now: true });
  const waits = (await store.waiting()).length;
  await status();
  const said = { failed: W.not_now, busy: W.not_now, elsewhere: W.sends_already, held: W.held }[ended];
  line.append(`。${said ?? (waits ? W.not_now : W.all_home)}`);
});
document.getElementById("dark").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.look ?? (dark ? "dark" : "light");
  root.dataset.look = now === "dark" ? "light" : "dark";
});
addEventListener("hashchange", begin);
if ("serviceWorker" in navigator) navigator.serviceWorker.register(addresses.worker);
begin();
