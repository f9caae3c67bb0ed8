// The night: somebody new in one line, those whom the course usually meets by one tap, what was
// written, and whom to call.

import { clock, el, field, fill, form, put, ticks, typed } from "field/page";
import { ordering } from "field/route";
import { emergency, keeper, watched } from "field/writing";
import * as store from "field/store";
import * as vault from "field/vault";

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
  const fresh = el("ul", { class: "people" });
  const rows = new Map();
  const changed = async () => {
    await draw();
    await saved();
  };
  const { keep, keepsDraft } = keeper({ W, round, key, toast, changed });
  let place = "";

  async function draw() {
    const said = await Promise.all(
      (await store.log()).map(async (one) => ({ id: one.id, ...(await vault.open(key, one)) })),
    );
    said.sort((one, other) => other.at.localeCompare(one.at));
    place = said.find((one) => one.body.kind === "met" && one.body.place)?.body.place ?? "";
    written.replaceChildren(
      ...said.map((one) => el("li", {}, `${clock(one.at)} ${one.who} ${one.what}`)),
    );
    const met = said.filter((one) => one.body.kind === "met");
    for (const one of met.filter((each) => each.body.new && !rows.has(each.body.new)).reverse()) {
      fresh.prepend(somebody({ id: one.body.new, called: one.who, fresh: true, ...one.body }));
    }
    for (const [id, row] of rows) {
      row.draw(met.filter((one) => (one.body.person ?? one.body.new) === id));
    }
    fresh.parentElement?.toggleAttribute("hidden", !fresh.children.length);
  }

  const more = () => [
    ticks(W.handed, "handed", codes.handed),
    field(W.their_words, "words", { many: true, rows: 2, maxlength: 4000 }),
    field(W.facts, "note", { many: true, rows: 2, maxlength: 4000 }),
    field(W.promise, "promise_text", { maxlength: 200 }),
    field(W.promise_on, "promise_on", { type: "date" }),
  ];

  const taps = (names) =>
    el(
      "div",
      { class: "taps" },
      ...names.map((name) =>
        el("button", { name: "tap", value: name, class: name === "urgent" ? "urgent" : "tap" }, W.taps[name]),
      ),
    );

  function tapped(button, said) {
    const tap = TAPS.find(([name]) => name === button?.value) ?? TAPS[0];
    const handed = [...new Set([...said.handed, ...(tap[1].handed ?? [])])];
    return { what: W.taps[tap[0]], body: { kind: "met", ...said, ...tap[1], handed } };
  }

  function somebodyNew() {
    const wrong = el("p", { class: "bad", role: "alert", hidden: true });
    let fine;
    const act = async (of, button) => {
      const said = typed(of);
      wrong.hidden = Boolean(said.place || said.called_name);
      if (!wrong.hidden) wrong.textContent = W.say_where;
      if (!wrong.hidden || !fine(said)) return;
      const { what, body } = tapped(button, said);
      const who = said.called_name || put(W.somebody_at, { place: said.place });
      button.disabled = true;
      if (await keep({ ...body, new: vault.newId() }, { who, what, draft: "new" })) {
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
    fine = watched(W, of);
    of.elements.place.value = place;
    return el("section", {}, el("h2", {}, W.new), keepsDraft(of, "new"));
  }

  // One row: an outcome by one tap; after that, words join what was tapped and make no second one.
  function somebody(one) {
    const mark = el("span", { class: "mark" });
    const hows = taps(TAPS.map(([name]) => name));
    const again = el("button", { type: "button", class: "plain", hidden: true }, W.again);
    const add = el("button", { name: "tap", value: "add", class: "main", hidden: true }, W.add);
    const details = el("details", {}, el("summary", {}, W.words_promise), ...more(), add);
    let last;
    let fine;
    again.addEventListener("click", () => {
      hows.hidden = false;
      again.hidden = true;
    });
    const act = async (of, button) => {
      const said = typed(of);
      if (!fine(said)) return;
      const join = last && (button?.value === "add" || hows.hidden);
      const { what, body } = join
        ? { what: W.added, body: { kind: "add", to: last.id, person: one.id, ...said } }
        : tapped(button, { place: one.place, ...said });
      if (join && !said.handed.length && !said.words && !said.note && !said.promise_text) return;
      if (button) button.disabled = true;
      const done = await keep({ person: one.id, ...body }, { who: one.called, what, draft: one.id });
      if (button) button.disabled = false;
      if (!done) return;
      of.reset();
      details.open = false;
    };
    const of = form(act, hows, again, details);
    fine = watched(W, of);
    rows.set(one.id, {
      draw(met) {
        mark.textContent = met.map((each) => `${clock(each.at)} ${each.what}`).join("・");
        last = met[0];
        hows.hidden = Boolean(last);
        again.hidden = !last;
        add.hidden = !last;
        if (one.fresh && !last) {
          of.closest("li")?.remove();
          rows.delete(one.id);
        }
      },
    });
    return el(
      "li",
      { class: "person", "data-id": one.id },
      el("h3", {}, one.called, " ", mark),
      ...(one.do_not ?? []).map((text) => el("p", { class: "do_not" }, text)),
      el("p", {}, [one.looks, one.place].filter(Boolean).join("・")),
      one.last ? el("p", { class: "quiet" }, put(W.last_met, { day: one.last })) : null,
      one.missed ? el("p", { class: "missed" }, put(W.missed, { n: one.missed })) : null,
      ...(one.promises ?? []).map((text) => el("p", { class: "promise" }, text)),
      keepsDraft(of, one.id),
      one.fresh ? null : changes(one),
    );
  }

  function changes(one) {
    const now = { called: one.called, looks: one.looks, place: one.place };
    let fine;
    const act = async (of, button) => {
      const said = typed(of);
      if (!fine(said)) return;
      if (button) button.disabled = true;
      for (const kind of ["called", "looks", "place"]) {
        if (said[kind] === now[kind] || (kind === "called" && !said[kind])) continue;
        const body = { kind, person: one.id, text: said[kind], base: now[kind] };
        const what = put(W.changed, { to: said[kind] });
        if (await keep(body, { who: one.called, what, draft: `card:${one.id}` })) now[kind] = said[kind];
      }
      if (button) button.disabled = false;
    };
    const of = form(
      act,
      field(W.called, "called", { maxlength: 100 }),
      field(W.looks, "looks", { maxlength: 200 }),
      field(W.place, "place", { maxlength: 200 }),
      el("button", { class: "plain" }, W.save),
    );
    fine = watched(W, of);
    fill(of, now);
    const card = el("details", {}, el("summary", {}, W.change), of);
    store.draft(`card:${one.id}`).then((row) => {
      card.open = Boolean(row);
    });
    keepsDraft(of, `card:${one.id}`);
    return card;
  }

  const usual = el("ul", { class: "people" }, ...round.people.map(somebody));
  const inOrder = () => {
    const place = new Map(round.people.map((one, number) => [one.id, number]));
    const byPlace = (one, other) => place.get(one.dataset.id) - place.get(other.dataset.id);
    usual.append(...[...usual.children].sort(byPlace));
  };
  const route = round.may_order ? ordering({ W, round, key, keep, inOrder }) : null;
  const first = el("section", { hidden: true }, el("h2", {}, W.fresh), fresh);
  await draw();
  const nodes = [
    el("h1", {}, `${round.on} ${round.course}`),
    toast,
    somebodyNew(),
    first,
    el("section", {}, el("h2", {}, W.usual), route, usual),
    el("section", {}, el("h2", {}, W.written), written),
    emergency(W, round),
  ];
  return { nodes, draw };
}
