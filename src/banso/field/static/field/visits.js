// Visits at home: whom one goes to see, being there by one tap, what is looked at there by ticks and
// meters, and a questionnaire that somebody fills in alone.

import { clock, el, field, form, oneOf, put, typed } from "field/page";
import { emergency, keeper, watched } from "field/writing";
import * as store from "field/store";
import * as vault from "field/vault";

export async function visits({ W, round, key, saved, hand }) {
  const toast = el("div", { class: "toast", role: "status", "aria-live": "polite" });
  const written = el("ol", { class: "written" });
  const rows = new Map();
  const changed = async () => {
    await draw();
    await saved();
  };
  const { keep, keepsDraft } = keeper({ W, round, key, toast, changed });

  async function draw() {
    const said = await Promise.all(
      (await store.log()).map(async (one) => ({ id: one.id, ...(await vault.open(key, one)) })),
    );
    said.sort((one, other) => other.at.localeCompare(one.at));
    written.replaceChildren(
      ...said.map((one) => el("li", {}, `${clock(one.at)} ${one.who} ${one.what}`)),
    );
    for (const [id, row] of rows) row(said.filter((one) => one.body.person === id));
  }

  function bodyOf(one, said) {
    const looked = {};
    const codes = round.looked.flatMap(([code, , remarks]) => [code, remarks]);
    for (const code of [...codes, ...round.meters.map(([each]) => each)]) {
      if (said[code]) looked[code] = said[code];
    }
    const { met, with_whom, words, fact, next_on } = said;
    return { kind: "visit", person: one.id, met, with_whom, words, fact, next_on, looked };
  }

  function visit(one) {
    let fine;
    const wrong = el("p", { class: "bad", role: "alert", hidden: true });
    const act = async (of, button) => {
      const said = typed(of);
      wrong.hidden = Boolean(said.met);
      if (!said.met) wrong.textContent = W.say_met;
      if (!said.met || !fine(said)) return;
      button.disabled = true;
      const what = `${W.visit}: ${round.met.find(([code]) => code === said.met)[1]}`;
      if (await keep(bodyOf(one, said), { who: one.called, what, draft: `visit:${one.id}` })) {
        of.reset();
        of.closest("details").open = false;
      }
      button.disabled = false;
    };
    const of = form(
      act,
      oneOf(W.was_met, "met", round.met),
      ...round.looked.flatMap(([code, label, remarks]) => [
        oneOf(label, code, round.steps),
        field(put(W.remarks, { what: label }), remarks, { maxlength: 200 }),
      ]),
      ...round.meters.map(([code, label]) => field(label, code, { inputmode: "numeric", maxlength: 60 })),
      field(W.their_words, "words", { many: true, rows: 2, maxlength: 4000 }),
      field(W.facts, "fact", { many: true, rows: 2, maxlength: 4000 }),
      field(W.with_whom, "with_whom", { maxlength: 200 }),
      field(W.next_visit, "next_on", { type: "date" }),
      wrong,
      el("button", { class: "main" }, W.keep_visit),
    );
    fine = watched(W, of);
    return el("details", {}, el("summary", {}, W.visit), keepsDraft(of, `visit:${one.id}`));
  }

  // Whoever fills it in alone sees the questions and nothing else; opened again it is by the key.
  function asking(one) {
    if (!round.forms.length) return null;
    const id = `moment-${one.id}`;
    const moment = el(
      "select",
      { id, autocomplete: "off" },
      ...round.moments.map(([code, label]) => el("option", { value: code }, label)),
    );
    const buttons = round.forms.map((asked) =>
      el(
        "button",
        {
          type: "button",
          class: "plain",
          onclick: () => hand({ asked, person: one.id, moment: moment.value }),
        },
        put(W.hand_over, { title: asked.title }),
      ),
    );
    return el(
      "details",
      {},
      el("summary", {}, W.alone),
      el("p", { class: "note" }, W.alone_why),
      el("p", { class: "field" }, el("label", { for: id }, W.moment), moment),
      ...buttons,
    );
  }

  function somebody(one) {
    const mark = el("span", { class: "mark" });
    const again = el("button", { type: "button", class: "plain", hidden: true }, W.again_there);
    const tap = async (way, label, button) => {
      button.disabled = true;
      await keep({ kind: "being", person: one.id, way }, { who: one.called, what: label });
      button.disabled = false;
    };
    const button = ([way, label]) =>
      el(
        "button",
        { type: "button", class: "tap", onclick: (event) => tap(way, label, event.currentTarget) },
        label,
      );
    const ways = el("div", { class: "taps" }, ...round.ways.map(button));
    again.addEventListener("click", () => {
      ways.hidden = false;
      again.hidden = true;
    });
    rows.set(one.id, (said) => {
      mark.textContent = said.map((each) => `${clock(each.at)} ${each.what}`).join("・");
      const there = said.some((each) => each.body.kind === "being");
      ways.hidden = there;
      again.hidden = !there;
    });
    return el(
      "li",
      { class: "person" },
      el("h3", {}, one.called, " ", mark),
      ...one.do_not.map((text) => el("p", { class: "do_not" }, text)),
      one.looks ? el("p", {}, one.looks) : null,
      one.on ? el("p", { class: one.due ? "missed" : "quiet" }, put(W.visit_on, { day: one.on })) : null,
      one.last ? el("p", { class: "quiet" }, put(W.last_met, { day: one.last })) : null,
      ...one.promises.map((text) => el("p", { class: "promise" }, text)),
      ways,
      again,
      visit(one),
      asking(one),
    );
  }

  const people = el("ul", { class: "people" }, ...round.people.map(somebody));
  await draw();
  const nodes = [
    el("h1", {}, `${round.on} ${W.visits}`),
    toast,
    el("section", {}, el("h2", {}, W.to_visit), people),
    el("section", {}, el("h2", {}, W.written_today), written),
    emergency(W, round),
  ];
  return { nodes, draw };
}
