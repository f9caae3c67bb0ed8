// The night: somebody new in one line, those whom the course usually meets by one tap, what was
// written, and whom to call.

import { clock, el, field, fill, form, put, ticks, typed } from "field/page";
import * as store from "field/store";
import * as vault from "field/vault";

const UNDO = 10000;
const TYPING = 400;

// What one tap says: the outcome, and what belongs to it.
const TAPS = [
  ["met", { outcome: "talked" }],
  ["looked", { outcome: "looked" }],
  ["left", { outcome: "asleep", handed: ["letter"] }],
  ["no", { outcome: "not_today" }],
  ["away", { outcome: "not_there" }],
  ["urgent", { outcome: "talked", condition: "urgent" }],
];

export async function night({ W, round, key, codes, saved }) {
  const toast = el("div", { class: "toast", role: "status", "aria-live": "polite" });
  const written = el("ol", { class: "written" });
  const marks = new Map();
  let place = "";

  async function draw() {
    const rows = await Promise.all(
      (await store.log()).map(async (one) => ({ id: one.id, ...(await vault.open(key, one)) })),
    );
    rows.sort((one, other) => other.at.localeCompare(one.at));
    place = rows.find((one) => one.body.place)?.body.place ?? round.course;
    written.replaceChildren(
      ...rows.map((one) => el("li", {}, `${clock(one.at)} ${one.who} ${one.what}`)),
    );
    for (const [id, mark] of marks) {
      const found = rows.filter((one) => one.body.person === id && one.body.kind === "met");
      mark.textContent = found.map((one) => one.what).join("・");
    }
  }

  async function keep(body, { who, what, draft }) {
    const op = vault.newId();
    const at = new Date().toISOString();
    const whole = { at, ...body };
    const line = {
      op,
      pack: round.pack,
      v: 1,
      sealed: await vault.sealToHome(round.public, op, whole),
      hold: Date.now() + UNDO,
    };
    const copy = { id: op, ...(await vault.seal(key, { at, who, what, body: whole })) };
    try {
      await store.keepLine(line, copy, draft);
    } catch {
      toast.replaceChildren(el("p", { class: "bad" }, W.not_saved));
      return false;
    }
    await draw();
    await saved();
    offerBack(op, who, what);
    return true;
  }

  function offerBack(op, who, what) {
    const act = async () => {
      const nothing = { kind: "nothing", at: new Date().toISOString() };
      const done = await store.takeBack(op, await vault.sealToHome(round.public, op, nothing));
      toast.replaceChildren(el("p", {}, done ? W.taken_back : W.too_late));
      await draw();
      await saved();
    };
    const said = el("p", {}, put(W.kept, { who, what }));
    const back = el("button", { class: "plain", onclick: act }, W.undo);
    toast.replaceChildren(said, back);
    setTimeout(() => {
      if (toast.contains(back)) toast.replaceChildren();
    }, UNDO);
  }

  function keepsDraft(of, id) {
    let timer;
    of.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        await store.keepDraft({ id, ...(await vault.seal(key, typed(of))) });
      }, TYPING);
    });
    of.addEventListener("reset", () => clearTimeout(timer));
    store.draft(id).then(async (row) => {
      if (row) fill(of, await vault.open(key, row));
    });
    return of;
  }

  const more = () => [
    ticks(W.handed, "handed", codes.handed),
    field(W.their_words, "words", { many: true, rows: 2, maxlength: 4000 }),
    field(W.facts, "note", { many: true, rows: 2, maxlength: 4000 }),
    field(W.promise, "promise_text", { maxlength: 200 }),
    field(W.promise_on, "promise_on", { type: "date" }),
  ];

  function somebodyNew() {
    const wrong = el("p", { class: "bad", role: "alert", hidden: true });
    const act = async (of, button) => {
      const said = typed(of);
      wrong.hidden = Boolean(said.place || said.called_name);
      if (!wrong.hidden) {
        wrong.textContent = W.say_where;
        return;
      }
      const tap = TAPS.find(([name]) => name === button?.value) ?? TAPS[0];
      const who = said.called_name || put(W.somebody_at, { place: said.place });
      const handed = [...new Set([...said.handed, ...(tap[1].handed ?? [])])];
      const body = { kind: "met", new: vault.newId(), ...said, ...tap[1], handed };
      button.disabled = true;
      if (await keep(body, { who, what: W.taps[tap[0]], draft: "new" })) {
        of.reset();
        of.elements.place.value = said.place;
      }
      button.disabled = false;
    };
    const of = form(
      act,
      field(W.where, "place", { maxlength: 200 }),
      field(W.looks, "looks", { maxlength: 200 }),
      taps(["met", "looked", "left", "urgent"]),
      el(
        "details",
        {},
        el("summary", {}, W.more),
        field(W.called, "called_name", { maxlength: 100 }),
        ...more(),
      ),
      wrong,
    );
    of.elements.place.value = place;
    return el("section", {}, el("h2", {}, W.new), keepsDraft(of, "new"));
  }

  const taps = (names) =>
    el(
      "div",
      { class: "taps" },
      ...names.map((name) =>
        el("button", { name: "tap", value: name, class: name === "urgent" ? "urgent" : "tap" }, W.taps[name]),
      ),
    );

  function usual(one) {
    const mark = el("span", { class: "mark" });
    marks.set(one.id, mark);
    const act = async (of, button) => {
      const tap = TAPS.find(([name]) => name === button?.value) ?? TAPS[0];
      const said = typed(of);
      const handed = [...new Set([...said.handed, ...(tap[1].handed ?? [])])];
      const body = { kind: "met", person: one.id, place: one.place, ...said, ...tap[1], handed };
      button.disabled = true;
      const done = await keep(body, { who: one.called, what: W.taps[tap[0]], draft: one.id });
      button.disabled = false;
      if (done) of.reset();
    };
    const of = form(
      act,
      taps(TAPS.map(([name]) => name)),
      el("details", {}, el("summary", {}, W.words_promise), ...more()),
    );
    return el(
      "li",
      { class: "person" },
      el("h3", {}, one.called, " ", mark),
      ...one.do_not.map((text) => el("p", { class: "do_not" }, text)),
      el("p", {}, [one.looks, one.place].filter(Boolean).join("・")),
      el("p", { class: "quiet" }, put(W.last_met, { day: one.last })),
      ...one.promises.map((text) => el("p", { class: "promise" }, text)),
      keepsDraft(of, one.id),
      changes(one),
    );
  }

  function changes(one) {
    const now = { called: one.called, looks: one.looks, place: one.place };
    const act = async (of, button) => {
      const said = typed(of);
      button.disabled = true;
      for (const kind of ["called", "looks", "place"]) {
        if (said[kind] === now[kind] || (kind === "called" && !said[kind])) continue;
        const body = { kind, person: one.id, text: said[kind], base: now[kind] };
        if (await keep(body, { who: one.called, what: put(W.changed, { to: said[kind] }) })) {
          now[kind] = said[kind];
        }
      }
      button.disabled = false;
    };
    const of = form(
      act,
      field(W.called, "called", { maxlength: 100 }),
      field(W.looks, "looks", { maxlength: 200 }),
      field(W.place, "place", { maxlength: 200 }),
      el("button", { class: "plain" }, W.save),
    );
    fill(of, now);
    return el("details", {}, el("summary", {}, W.change), of);
  }

  const emergency = el(
    "details",
    { class: "emergency" },
    el("summary", {}, W.emergency),
    el("a", { class: "main", href: "tel:119" }, W.call_119),
    round.call ? el("p", {}, put(W.on_duty, { who: round.call })) : null,
    el("p", {}, W.say_119),
  );
  await draw();
  return [
    el("h1", {}, `${round.on} ${round.course}`),
    toast,
    somebodyNew(),
    el("section", {}, el("h2", {}, W.usual), el("ul", { class: "people" }, ...round.people.map(usual))),
    el("section", {}, el("h2", {}, W.written), written),
    emergency,
  ];
}
