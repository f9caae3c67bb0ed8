// On paper: what should be gone, what is cut to the right, what is too pale without its ground.
() => {
  const shown = one => one.checkVisibility({visibilityProperty: true})
    && one.getBoundingClientRect().width > 1 && getComputedStyle(one).clipPath === "none";
  const said = one => `${one.tagName.toLowerCase()}${one.classList.length ? `.${one.classList[0]}` : ""} ${
    one.textContent.trim().slice(0, 20).replace(/\s+/g, " ")}`;
  const there = [...document.querySelectorAll(
    ".top, .foot, .bottom, .nav, .skip, dialog, .actions, form.filters, .toast")].filter(shown);
  const wide = [...document.querySelectorAll("body, body *")].some(one =>
    (getComputedStyle(one).page || "auto") !== "auto");
  const paper = wide ? 1047 : innerWidth;
  const past = [...document.body.querySelectorAll("*")].filter(one =>
    shown(one) && one.getBoundingClientRect().right > paper + 2);
  const hides = [...document.body.querySelectorAll("*")].filter(one => shown(one)
    && /auto|scroll|hidden/.test(getComputedStyle(one).overflowX) && one.innerText
    && one.scrollWidth > one.clientWidth + 2 && one.clientWidth > 40);
  const pale = [];
  for (const one of document.querySelectorAll("main *")) {
    if (!shown(one) || ![...one.childNodes].some(c => c.nodeType === 3 && c.data.trim())) continue;
    const [r, g, b] = (getComputedStyle(one).color.match(/[\d.]+/g) || [0, 0, 0]).map(Number);
    if (0.2126 * r + 0.7152 * g + 0.0722 * b > 150) pale.push(one);
  }
  const tops = list => list.filter(one => !list.some(up => up !== one && up.contains(one)));
  return {there: tops(there).slice(0, 3).map(said), past: tops(past).slice(0, 3).map(said),
    hides: tops(hides).slice(0, 3).map(said), pale: pale.slice(0, 3).map(said), landscape: wide};
}
