// Keeping a line: sealed at once, in its place in the order, before the screen says so; and what is
// half typed, sealed too.

import { el, fill, put, typed } from "field/page";
import { carriesNumber } from "field/number";
import * as store from "field/store";
import * as vault from "field/vault";

const UNDO = 10000;
const TYPING = 400;
const VERSION = { add: 2, route: 3, visit: 3, being: 3 };

export function keeper({ W, round, key, toast, changed }) {
  let drafted = Promise.resolve();

  async function keep(body, { who, what, draft, final }) {
    const op = vault.newId();
    const at = new Date().toISOString();
    const whole = { at, ...body };
    const line = {
      op,
      pack: round.pack,
      v: VERSION[body.kind] ?? 1,
      sealed: await vault.sealToHome(round.public, op, whole),
      hold: final ? 0 : Date.now() + UNDO,
    };
    const copy = { id: op, ...(await vault.seal(key, { at, who, what, body: whole })) };
    try {
      await drafted; // what is half typed goes with its line, and does not come back after it
      await store.keepLine(line, copy, draft);
    } catch {
      toast.replaceChildren(el("p", { class: "bad", role: "alert" }, W.not_saved));
      return false;
    }
    await changed();
    if (!final) offerBack(op, who, what);
    return true;
  }

  function offerBack(op, who, what) {
    const act = async () => {
      const nothing = { kind: "nothing", at: new Date().toISOString() };
      const done = await store.takeBack(op, await vault.sealToHome(round.public, op, nothing));
      toast.replaceChildren(el("p", {}, done ? W.taken_back : W.too_late));
      await changed();
    };
    const said = el("p", {}, put(W.kept, { who, what }));
    const back = el("button", { class: "plain", onclick: act }, W.undo);
    toast.replaceChildren(said, back);
    setTimeout(() => {
      if (toast.contains(back)) toast.replaceChildren();
    }, UNDO);
  }

  // What is half typed comes back into its form after anything, and shows where it stands.
  function keepsDraft(of, id) {
    let timer;
    const now = async () => {
      clearTimeout(timer);
      timer = undefined;
      await store.keepDraft({ id, ...(await vault.seal(key, typed(of))) });
    };
    of.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(now, TYPING);
    });
    document.addEventListener("visibilitychange", () => {
      if (timer && document.visibilityState === "hidden") now();
    });
    // What is sent and not taken (a word is missing) is half typed still.
    const typedSoFar = () => {
      if (timer) drafted = now().catch(() => {});
    };
    of.addEventListener("submit", typedSoFar, { capture: true });
    of.addEventListener("reset", () => {
      clearTimeout(timer);
      timer = undefined;
    });
    store.draft(id).then(async (row) => {
      if (!row) return;
      fill(of, await vault.open(key, row));
      for (const one of of.elements) {
        const ticked = one.type === "checkbox" || one.type === "radio";
        const said = ticked ? one.checked : one.name && one.value;
        if (said && one.type !== "submit") {
          for (let up = one.closest("details"); up; up = up.parentElement.closest("details")) up.open = true;
        }
      }
    });
    return of;
  }

  return { keep, keepsDraft };
}

// What is wrong with what was typed, as a sentence; nothing where nothing is.
export function wrongWith(W, said) {
  const texts = Object.values(said).filter((one) => typeof one === "string");
  if (texts.some(carriesNumber)) return W.number;
  if (said.promise_on && !said.promise_text) return W.promise_what;
  if (said.promise_text && !said.promise_on) return W.promise_when;
  return "";
}

// Says it beside the form, a number already while one types it.
export function watched(W, of) {
  const wrong = el("p", { class: "bad", role: "alert", hidden: true });
  of.append(wrong);
  const say = (sentence) => {
    wrong.textContent = sentence;
    wrong.hidden = !sentence;
    return !sentence;
  };
  of.addEventListener("input", () => {
    const sentence = wrongWith(W, typed(of));
    say(sentence === W.number ? sentence : "");
  });
  return (said) => say(wrongWith(W, said));
}

// Whom to call, and what to say.
export const emergency = (W, round) =>
  el(
    "details",
    { class: "emergency" },
    el("summary", {}, W.emergency),
    el("a", { class: "main", href: "tel:119" }, W.call_119),
    round.call ? el("p", {}, put(W.on_duty, { who: round.call })) : null,
    el("p", {}, W.say_119),
  );
