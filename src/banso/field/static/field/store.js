// What this telephone keeps. Nothing in it can be read: the round and its words lie sealed.

import { openDB } from "field/idb";

const STRICT = { durability: "strict" };
const READABLE = ["packs", "log", "drafts"];
let opened;

function base() {
  opened ??= openDB("banso-field", 1, {
    upgrade(db) {
      db.createObjectStore("own");
      for (const name of READABLE) db.createObjectStore(name, { keyPath: "id" });
      db.createObjectStore("out", { keyPath: "seq" }).createIndex("op", "op", { unique: true });
    },
    blocking() {
      opened?.then((db) => db.close());
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
  return opened;
}

export const own = async (name) => (await base()).get("own", name);

export async function keepOwn(name, value) {
  const change = (await base()).transaction("own", "readwrite", STRICT);
  await change.store.put(value, name);
  await change.done;
}

export const pack = async () => (await (await base()).getAll("packs"))[0];

// What was written tonight, and what is half typed, stays where a round is taken along once more.
export async function keepPack(row, { written = false } = {}) {
  const change = (await base()).transaction(READABLE, "readwrite", STRICT);
  for (const name of written ? ["packs"] : READABLE) await change.objectStore(name).clear();
  await change.objectStore("packs").put(row);
  await change.done;
}

// Forget what can be read with a key; what waits to be sent stays.
export async function forgetReadable({ lock = false } = {}) {
  const change = (await base()).transaction([...READABLE, "own"], "readwrite", STRICT);
  for (const name of READABLE) await change.objectStore(name).clear();
  if (lock) {
    await change.objectStore("own").delete("lock");
    await change.objectStore("own").delete("tries");
  }
  await change.done;
}

// The line, its readable copy and its place in the order: all of it, or nothing.
export async function keepLine(line, copy, draft) {
  const names = ["own", "out", "log", "drafts"];
  const change = (await base()).transaction(names, "readwrite", STRICT);
  const seq = ((await change.objectStore("own").get("seq")) ?? 0) + 1;
  await change.objectStore("own").put(seq, "seq");
  await change.objectStore("out").add({ ...line, seq });
  if (copy) await change.objectStore("log").put(copy);
  if (draft) await change.objectStore("drafts").delete(draft);
  await change.done;
  return seq;
}

// Put what says nothing in the place of a line that was not sent yet; false where it was.
export async function takeBack(op, sealed) {
  const change = (await base()).transaction(["out", "log"], "readwrite", STRICT);
  const line = await change.objectStore("out").index("op").get(op);
  const waits = Boolean(line) && line.hold > Date.now();
  if (waits) {
    await change.objectStore("out").put({ ...line, sealed, hold: 0 });
    await change.objectStore("log").delete(op);
  }
  await change.done;
  return waits;
}

export const log = async () => (await base()).getAll("log");
export const draft = async (id) => (await base()).get("drafts", id);

export async function keepDraft(row) {
  await (await base()).put("drafts", row);
}

export const waiting = async () => (await base()).getAll("out");

export async function answered(answers, packOf) {
  const change = (await base()).transaction(["out", "own"], "readwrite", STRICT);
  const out = change.objectStore("out");
  let home = 0;
  let aside = (await change.objectStore("own").get("aside")) ?? 0;
  for (const one of answers) {
    const line = await out.index("op").get(one.op);
    if (!line) continue;
    const refused = one.was === "refused" || one.result === "refused";
    if (one.result === "later") continue;
    if (refused && packOf.keeps.has(one.why)) {
      await out.put({ ...line, why: one.why, sentence: one.sentence });
      continue;
    }
    await out.delete(line.seq);
    home += 1;
    if (refused) aside += 1;
  }
  await change.objectStore("own").put(aside, "aside");
  if (home) await change.objectStore("own").put(Date.now(), "arrived");
  await change.done;
  return home;
}

export async function clearAll() {
  const db = await base();
  const names = [...db.objectStoreNames];
  const change = db.transaction(names, "readwrite", STRICT);
  for (const name of names) await change.objectStore(name).clear();
  await change.done;
}
