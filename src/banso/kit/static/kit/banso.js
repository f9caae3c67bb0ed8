// Small behaviours bound to data- attributes. Everything works without them; they only save typing and fear.

const status = (form, text) => {
  const place = form.querySelector("[data-draft-status]");
  if (place) place.textContent = text;
};

const clock = () => new Date().toLocaleTimeString("ja-JP", { hour: "2-digit", minute: "2-digit" });

// Drafts: a second and a half after the last key, what was typed goes to the server, and the form says so.
const watchDraft = (form) => {
  if (form.dataset.watched) return;
  form.dataset.watched = "1";
  let timer = 0;
  let sent = "";
  const save = async () => {
    const body = new FormData(form);
    body.delete("submission");
    body.append("draft-key", form.dataset.draft);
    const now = JSON.stringify([...body.entries()].filter(([name]) => name !== "csrfmiddlewaretoken"));
    if (now === sent) return;
    try {
      const answer = await fetch(form.dataset.draftUrl, { method: "POST", body, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      sent = now;
      status(form, `${form.dataset.draftSaved} ${clock()}`);
    } catch {
      status(form, form.dataset.draftFailed);
      timer = window.setTimeout(save, 5000);
    }
  };
  form.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 1500);
  });
  form.addEventListener("submit", () => window.clearTimeout(timer));
};

// A second click on the same button does nothing; the server would refuse it anyway.
const sendOnce = (form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    window.setTimeout(() => delete form.dataset.sent, 8000);
  });
};

// A click on one of these fills a field: common words in one tap.
const fillOnClick = (button) => {
  button.addEventListener("click", () => {
    const field = document.getElementById(button.dataset.fills);
    field.value = button.dataset.value ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
};

const wake = (root) => {
  root.querySelectorAll("form[data-draft]").forEach(watchDraft);
  root.querySelectorAll("form[data-once]").forEach(sendOnce);
  root.querySelectorAll("[data-fills]").forEach(fillOnClick);
  root.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));
  root.querySelectorAll("select[data-go]").forEach((select) => select.addEventListener("change", () => select.form.requestSubmit()));
};

wake(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) wake(event.detail.elt.parentElement ?? event.detail.elt);
});
document.addEventListener("htmx:responseError", (event) => {
  const place = event.detail.target;
  const words = document.documentElement.lang === "ja" ? "読み込めませんでした。もう一度お試しください。" : "This could not be loaded. Please try again.";
  if (place) place.textContent = words;
});
