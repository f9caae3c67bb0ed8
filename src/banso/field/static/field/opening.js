// How a round is opened: by the telephone's own key, or by six words; five wrong ones destroy it.

import { el, field, form, put } from "field/page";
import * as store from "field/store";
import * as vault from "field/vault";
import { someWords } from "field/words";

const TRIES = 5;

export const note = (text) => el("p", { class: "note" }, text);
export const bad = () => el("p", { class: "bad", role: "alert", hidden: true });

export function say(where, sentence) {
  where.textContent = sentence;
  where.hidden = false;
}

// `show` puts something on the screen, `opened` goes on with the key, or without one.
export function opening({ W, show, opened }) {
  function choosingLock() {
    const wrong = bad();
    const passkey = el("button", { class: "main" }, W.lock_passkey);
    passkey.addEventListener("click", async () => {
      try {
        const made = await vault.lockWithPasskey();
        await store.keepOwn("lock", made.lock);
        opened(made.key);
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
      const again = vault.glued(of.elements.words.value);
      if (again !== words.join("")) return say(wrong, W.words_differ);
      button.disabled = true;
      const made = await vault.lockWithWords(words.join(" "));
      await store.keepOwn("lock", made.lock);
      return opened(made.key);
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
      let key;
      button.disabled = true;
      try {
        key = await tryKey(lock, of.elements.words?.value ?? "");
      } catch {
        say(wrong, W.no_passkey);
      }
      button.disabled = false;
      if (key) return opened(key);
      const tries = (await store.own("tries")) ?? 0;
      if (!(await store.own("lock"))) return destroyed();
      if (tries) say(wrong, `${put(W.wrong_words, { n: TRIES - tries })} ${W.paper_at_hand}`);
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
      note(W.only_paper),
      el("button", { class: "main", onclick: () => opened() }, W.go_on),
    );
  }

  return { choosingLock, locked };
}
