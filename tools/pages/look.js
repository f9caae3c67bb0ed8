// What a page looks like in the window it stands in.
() => {
  const said = one => {
    const words = (one.innerText || one.value || one.getAttribute("aria-label") || "").trim();
    const name = one.tagName.toLowerCase() + (one.id ? `#${one.id}` : "")
      + (one.classList.length ? `.${one.classList[0]}` : "");
    return `${name} ${words.slice(0, 24).replace(/\s+/g, " ")}`.trim();
  };
  const root = document.documentElement, width = innerWidth;
  const shown = one => {
    if (!one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})) return false;
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && box.right > 0
      && getComputedStyle(one).clipPath === "none" && !one.closest("[aria-hidden=true]");
  };
  const rolls = one => {  // it stands in something that can be moved sideways by itself
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement)
      if (/auto|scroll|hidden|clip/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const outside = [], cut = [];
  for (const one of document.body.querySelectorAll("*")) {
    if (!shown(one)) continue;
    const box = one.getBoundingClientRect(), style = getComputedStyle(one);
    if (box.right > width + 1 && style.position !== "fixed" && !rolls(one)) outside.push(one);
    const clips = /hidden|clip/.test(style.overflowX) || /hidden|clip/.test(style.overflowY);
    if (clips && !(one instanceof SVGElement) && one.innerText &&
        (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2)
        && style.textOverflow !== "ellipsis") cut.push(one);
  }
  const inText = one => {
    if (one.tagName !== "A" || getComputedStyle(one).display !== "inline") return false;
    const around = one.closest("p, li, td, dd, th, summary, label, span, div");
    return around && around.textContent.trim().length > one.textContent.trim().length + 8;
  };
  const targets = [...document.querySelectorAll(
    "a[href], button, summary, select, textarea, input:not([type=hidden])")].filter(
    one => shown(one) && !one.closest("svg"));  // what a drawing shows stands beside it as a list
  const small = [];
  for (const one of targets) {
    if (inText(one) || one.disabled) continue;
    const around = one.matches("input[type=radio], input[type=checkbox]") && one.closest("label")
      || one;
    const box = around.getBoundingClientRect();
    let side = Math.min(box.width, box.height);
    const over = getComputedStyle(one, "::after");  // a link that fills its row
    if (over.position === "absolute" && over.content !== "none") side = 48;
    small.push([Math.round(side), one]);
  }
  small.sort((one, other) => one[0] - other[0]);
  const over = [];  // two things to tap that lie on each other
  const boxes = targets.filter(one => !one.closest("dialog, .panel, .bottom, .top, .actions--stay")).map(
    one => [one, one.getBoundingClientRect()]);
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < Math.min(boxes.length, i + 40); j++) {
    const [one, a] = boxes[i], [other, b] = boxes[j];
    if (one.contains(other) || other.contains(one)) continue;
    const x = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (x > 3 && y > 3) over.push(`${said(one)} / ${said(other)}`);
  }
  return {
    height: root.scrollHeight, wide: root.scrollWidth - width,
    outside: outside.filter(one => !outside.some(up => up !== one && up.contains(one)))
      .slice(0, 3).map(said),
    cut: cut.slice(0, 3).map(said), over: over.slice(0, 3),
    under24: small.filter(([side]) => side < 24).slice(0, 4).map(([side, one]) => `${side} ${said(one)}`),
    under44: small.filter(([side]) => side < 44).length,
    small: small.slice(0, 3).filter(([side]) => side < 44).map(([side, one]) => `${side} ${said(one)}`),
    smallest: small.length ? small[0][0] : null, targets: targets.length,
    heads: [...document.querySelectorAll("h1")].filter(shown).length,
    tables: [...document.querySelectorAll("table")].filter(shown).filter(one =>
      one.scrollWidth > width).length,
    shift: Math.round(banso_seen.shift * 100) / 100, refused: banso_seen.refused,
    title: document.title, main: !!document.querySelector("main"),
  };
}
