// Tonight's order of places, changed by hand on the way; here at once, at home when it arrives.

import { el, put } from "field/page";
import * as store from "field/store";
import * as vault from "field/vault";

export function ordering({ W, round, key, keep, inOrder }) {
  const stops = new Map();
  for (const one of round.people) {
    const stop = stops.get(one.stop) ?? { place: one.place, called: [] };
    stop.called.push(one.called);
    stops.set(one.stop, stop);
  }
  if (stops.size < 2) return null;
  const order = [...stops.keys()];
  const list = el("ol", { class: "stops" });
  const done = el("p", { role: "status" });
  const said = (stop) => [stops.get(stop).place, stops.get(stop).called.join("・")].filter(Boolean).join(" ");

  function move(stop, by) {
    const from = order.indexOf(stop);
    const to = from + by;
    if (to < 0 || to >= order.length) return;
    order.splice(to, 0, ...order.splice(from, 1));
    done.textContent = "";
    draw();
    list.children[to].querySelector(by < 0 ? ".earlier" : ".later").focus();
  }

  function draw() {
    const button = (stop, name, label, by, mark) =>
      el(
        "button",
        {
          type: "button",
          class: `${name} plain`,
          "aria-label": put(label, { place: said(stop) }),
          onclick: () => move(stop, by),
        },
        mark,
      );
    const row = (stop) =>
      el(
        "li",
        {},
        el("span", {}, said(stop)),
        button(stop, "earlier", W.earlier, -1, "↑"),
        button(stop, "later", W.later, 1, "↓"),
      );
    list.replaceChildren(...order.map(row));
  }

  async function save(event) {
    const button = event.currentTarget;
    button.disabled = true;
    const kept = await keep({ kind: "route", stops: order }, { who: W.order, what: "", final: true });
    if (kept) {
      round.people.sort((one, other) => order.indexOf(one.stop) - order.indexOf(other.stop));
      const pack = await store.pack();
      const sealed = await vault.seal(key, round);
      await store.keepPack({ id: pack.id, until: pack.until, ...sealed }, { written: true });
      inOrder();
      done.textContent = W.ordered;
    }
    button.disabled = false;
  }

  draw();
  return el(
    "details",
    {},
    el("summary", {}, W.order),
    list,
    el("button", { type: "button", class: "main", onclick: save }, W.save_order),
    done,
  );
}
