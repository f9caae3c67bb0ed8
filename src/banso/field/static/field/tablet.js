// Filling in alone: the questions, large, with readings above the kanji, and nothing else. The key of
// the telephone is forgotten before; what is answered is sealed to the home, and can't be read here.

import { el, form, ruby, typed } from "field/page";
import * as store from "field/store";
import * as vault from "field/vault";

const OPEN_FOR = 2 * 60 * 60 * 1000;
const LEFT_OUT = "-";
const VERSION = 3;

export function tablet({ W, round, asked, person, moment, show, done }) {
  const over = setTimeout(done, OPEN_FOR);
  const wrong = el("p", { class: "bad", role: "alert", hidden: true });
  let warned = false;

  const say = (...what) => {
    wrong.replaceChildren(...what);
    wrong.hidden = false;
  };

  const thanks = () =>
    show(
      el("h1", {}, W.thanks),
      el("p", { class: "asked" }, ruby(round.tablet.back)),
      el("button", { class: "plain", onclick: done }, W.open_again),
    );

  const act = async (of, button) => {
    const declined = button?.value === "declined";
    const answers = declined ? {} : typed(of);
    if (!declined && !warned && !Object.values(answers).some(Boolean)) {
      warned = true;
      return say(ruby(round.tablet.nothing));
    }
    const op = vault.newId();
    const { code, seal } = asked;
    const at = new Date().toISOString();
    const body = { kind: "answers", at, person, code, seal, moment, answers, declined };
    if (button) button.disabled = true;
    try {
      const sealed = await vault.sealToHome(round.public, op, body);
      await store.keepLine({ op, pack: round.pack, v: VERSION, sealed, hold: 0 });
    } catch {
      if (button) button.disabled = false;
      return say(W.not_saved);
    }
    clearTimeout(over);
    return thanks();
  };

  const step = (item) => ([value, said]) =>
    el("label", { class: "tick" }, el("input", { type: "radio", name: item.code, value }), ruby(said));

  const question = (item) =>
    el(
      "fieldset",
      { class: "asked" },
      el("legend", {}, ruby(item.label)),
      ...[...item.steps, [LEFT_OUT, [[W.left_out, ""]]]].map(step(item)),
    );

  return [
    el("h1", {}, W.questions),
    ...(asked.lead.length ? [el("p", { class: "asked" }, ruby(asked.lead))] : []),
    el("p", { class: "asked" }, ruby(round.tablet.free)),
    form(
      act,
      ...asked.items.map(question),
      wrong,
      el("button", { class: "main" }, W.i_am_done),
      el("button", { class: "plain", name: "declined", value: "declined" }, W.rather_not),
    ),
  ];
}
