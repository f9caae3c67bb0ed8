// Bringing lines home: in their order, some at a time, each answered for, and nothing dropped before.

import * as store from "field/store";

const AT_ONCE = 50;
const BYTES = 200 * 1024;
const FIRST = 1000;
const LONGEST = 5 * 60 * 1000;
const TURN = 2000; // others are being heard: it is this one's turn in a moment
const HELLO = 5 * 60 * 1000;
const KEEPS = new Set(["seal", "version", "round", "order"]);
let wait = FIRST;
let timer;
let tell = () => {};
const tried = new Set();

export function whenSent(act) {
  tell = act;
}

export async function ask(address, key, body) {
  return fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
  });
}

function batch(lines) {
  const some = [];
  let size = 0;
  for (const one of lines) {
    size += one.sealed.length + 200;
    if (some.length === AT_ONCE || (some.length && size > BYTES)) break;
    some.push(one);
  }
  return some;
}

// A line that was refused for good waits for whoever looks after it; it is tried once each time.
const ready = (lines, now) => {
  const open = [];
  for (const one of lines) {
    if (one.hold > now) break;
    if (!one.why || !tried.has(one.op)) open.push(one);
  }
  return open;
};

async function sendAll(addresses) {
  const key = await store.own("key");
  if (!key || (await store.own("stopped"))) return "nothing";
  for (;;) {
    const all = await store.waiting();
    const some = batch(ready(all, Date.now()));
    if (!some.length) return all.length ? "held" : "nothing";
    for (const one of some) if (one.why) tried.add(one.op);
    const answer = await ask(addresses.ops, key, {
      sent: new Date().toISOString(),
      unsent: all.length,
      ops: some.map(({ op, seq, pack, v, sealed }) => ({ op, seq, pack, v, sealed })),
    });
    if (answer.status === 403) {
      await stopped();
      return "stopped";
    }
    if (answer.status === 503) return "busy";
    if (!answer.ok) throw new Error(String(answer.status));
    const { ops } = await answer.json();
    const home = await store.answered(ops, { keeps: KEEPS });
    for (const one of ops) if (KEEPS.has(one.why)) tried.add(one.op);
    await tell();
    if (!home && ops.every((one) => one.result === "later")) throw new Error("later");
  }
}

async function stopped() {
  await store.keepOwn("stopped", true);
  await store.forgetReadable({ lock: true });
}

async function hello(addresses) {
  const key = await store.own("key");
  if (!key || (await store.own("stopped"))) return;
  const answer = await ask(addresses.hello, key, { unsent: (await store.waiting()).length });
  if (answer.status === 403) await stopped();
}

function again(addresses, after) {
  clearTimeout(timer);
  timer = setTimeout(() => send(addresses), after);
}

export async function send(addresses, { now = false } = {}) {
  if (now) wait = FIRST;
  if (navigator.onLine === false) return "failed";
  let ended = "elsewhere"; // another window is sending
  const once = async (lock) => {
    if (!lock) return;
    try {
      ended = await sendAll(addresses);
      wait = FIRST;
      if (ended === "held") again(addresses, 2000);
      if (ended === "busy") again(addresses, TURN * (0.5 + Math.random()));
    } catch {
      ended = "failed";
      again(addresses, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, LONGEST);
    }
    await tell();
  };
  if (navigator.locks) await navigator.locks.request("banso-field-send", { ifAvailable: true }, once);
  else await once(true);
  return ended;
}

export function keepSending(addresses) {
  addEventListener("online", () => send(addresses, { now: true }));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send(addresses, { now: true });
  });
  setInterval(() => {
    if (navigator.onLine !== false) hello(addresses).then(tell, () => {});
  }, HELLO);
  hello(addresses).then(tell, () => {});
  send(addresses);
}
