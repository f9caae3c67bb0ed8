// A tap in the middle of a page leads back to where the thumb was; what is typed elsewhere on the page goes into its draft first.
const stayHere = (form) => {
  form.addEventListener("submit", async (event) => {
    sessionStorage.setItem("stay", JSON.stringify([location.pathname, window.scrollY]));
    if (form.dataset.going || !untold.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.ariaBusy === "true") return;
    form.ariaBusy = "true";
    const kept = await Promise.all([...untold].map((save) => save()));
    form.ariaBusy = null;
    if (!kept.every(Boolean)) return sayInForm(form, notTaken);
    window.setTimeout(() => {
      form.dataset.going = "1";
      form.requestSubmit(event.submitter);
      delete form.dataset.going;
    });
  });
};

const stayed = () => {
  const [path, place] = JSON.parse(sessionStorage.getItem("stay") ?? "[]");
  sessionStorage.removeItem("stay");
  if (path !== location.pathname) return;
  const there = () => window.scrollTo({ top: place, behavior: "instant" });
  there();
  window.addEventListener("load", there, { once: true }); // an address that names a place leads there first
};
