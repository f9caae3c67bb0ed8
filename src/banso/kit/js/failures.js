// A part that did not come says so in its place. A form that was not taken keeps every word on the screen, and says so above its button; without a sign-in it is sent
// as a whole page, so that the server keeps it until somebody has signed in.
const inJapanese = document.documentElement.lang === "ja";
const notLoaded = inJapanese ? "読み込めませんでした。もう一度お試しください。" : "This could not be loaded. Please try again.";
const notTaken = inJapanese
  ? "保存されていません。つながらないか、何かがうまくいきませんでした。入力はこの画面に残っています。もう一度お試しください。"
  : "Not saved: no connection, or something went wrong. What you typed is still on this screen. Please try again.";
const signedOut = inJapanese ? "サインインが切れています。" : "You are no longer signed in.";

const sayInForm = (form, words) => {
  let place = form.querySelector("[data-draft-status]");
  if (!place) {
    place = document.createElement("p");
    place.className = "draft-status";
    place.setAttribute("role", "status");
    place.setAttribute("data-draft-status", "");
    form.append(place);
  }
  place.textContent = words;
};

const failed = (event) => {
  const { elt, target, xhr, requestConfig } = event.detail;
  if (elt.getAttribute("hx-trigger")?.includes("every")) return; // it is asked for again by itself
  const form = requestConfig?.verb === "get" ? null : elt.closest("form");
  const whole = form && new URL(form.action, location).pathname === new URL(requestConfig.path, location).pathname;
  if (whole && xhr?.status === 401) form.submit();
  else if (form) sayInForm(form, xhr?.status === 401 ? signedOut : whole ? notTaken : notLoaded);
  else if (target) target.textContent = xhr?.status === 401 ? signedOut : notLoaded;
};
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", failed);
