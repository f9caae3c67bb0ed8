// Small behaviours bound to data- attributes. Everything works without them; they only save typing and fear.

const status = (form, text) => {
  const place = form.querySelector("[data-draft-status]");
  if (place) place.textContent = text;
};

const clock = () => new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });

// Signing in again, in another tab, gives the browser a new token against forged requests: what stood open takes it over.
const tokenNow = () => document.cookie.match(/(?:^|; )[^=;]*banso_csrf=([^;]+)/)?.[1];
const freshToken = (form) => {
  const token = tokenNow();
  const field = form.querySelector("[name=csrfmiddlewaretoken]");
  if (token && field) field.value = token;
};
document.addEventListener("submit", (event) => freshToken(event.target), true);

// Why a draft is not kept: the sign-in has ended, the text can't be kept, or nobody answers.
const whyNotSaved = (form, answer) => {
  if (answer === null || answer.status >= 500) return form.dataset.draftFailed;
  if (answer.type === "opaqueredirect" || answer.status === 403) return form.dataset.draftSignedOut;
  return answer.status === 422 ? form.dataset.draftRefused : form.dataset.draftTooLong;
};

// What is typed and not in a draft yet, as the ways to bring it there.
const untold = new Set();

// Whoever leaves within that second and a half takes nothing away: what is not told yet goes now. A form that is being
// sent takes its words along itself, and its draft must not come back after them.
let sending = false;
document.addEventListener("submit", () => {
  sending = true;
  window.setTimeout(() => (sending = false), 8000);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden" && !sending) untold.forEach((save) => save(true));
});

// Drafts: a second and a half after the last key, what was typed goes to the server, and the form says so.
const watchDraft = (form) => {
  let timer = 0;
  let sent = "";
  // Returns whether the form may leave its page: its words are kept, or the server will say beside the fields why they are not.
  const save = async (leaving = false) => {
    freshToken(form);
    const body = new FormData(form);
    body.delete("submission");
    body.append("draft-key", form.dataset.draft);
    const now = JSON.stringify([...body.entries()].filter(([name]) => name !== "csrfmiddlewaretoken"));
    if (now === sent) {
      untold.delete(save);
      return true;
    }
    let answer;
    try {
      // A redirect leads to the sign-in page: following it would look like a success.
      answer = await fetch(form.dataset.draftUrl, { method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive: leaving });
    } catch {
      answer = null;
    }
    if (answer?.ok && (await answer.json().catch(() => ({}))).saved === true) {
      sent = now;
      untold.delete(save);
      status(form, `${form.dataset.draftSaved} ${clock()}`);
      return true;
    }
    status(form, whyNotSaved(form, answer));
    const unreachable = answer === null || answer.status >= 500;
    if (unreachable || answer.type === "opaqueredirect") timer = window.setTimeout(save, 5000);
    return !unreachable;
  };
  let touched = false;
  form.addEventListener("input", () => {
    touched = true;
    untold.add(save);
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 1500);
  });
  // What is not in the draft yet goes there before the form leaves its page: if nobody answers, the page stays, with every word on it.
  form.addEventListener("submit", async (event) => {
    window.clearTimeout(timer);
    // A form that leads back here takes every draft of the page along, its own too (staying.js).
    if (!touched || form.dataset.leaving || form.hasAttribute("hx-post") || "stay" in form.dataset) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    if (!(await save())) {
      form.ariaBusy = null;
      return;
    }
    // After this event has ended: a form that is being sent can't be sent again.
    window.setTimeout(() => {
      form.dataset.leaving = "1";
      form.requestSubmit(event.submitter);
      delete form.dataset.leaving;
      window.setTimeout(() => (form.ariaBusy = null), 8000);
    });
  });
};
