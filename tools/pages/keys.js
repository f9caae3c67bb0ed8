// After Tab was pressed through the page: what it never reached, and where one saw nothing of it.
() => {
  const seen = banso_seen, reached = new Set(seen.path);
  const said = one => `${one.tagName.toLowerCase()}${one.id ? `#${one.id}` : ""} ${
    (one.innerText || one.name || "").trim().slice(0, 24)}`;
  const shown = one => one.checkVisibility({visibilityProperty: true})
    && one.getBoundingClientRect().width > 0;
  const missed = [...document.querySelectorAll(
    "a[href], button, summary, select, textarea, input:not([type=hidden])")].filter(one => {
    if (!shown(one) || one.disabled || reached.has(one) 
        || one.closest("[inert], [aria-hidden=true]")) return false;
    if (one.getAttribute("tabindex") === "-1") return !one.closest("[role=grid], [data-cell], svg");
    if (one.type === "radio")  // one of a group has the focus, arrows reach the others
      return ![...seen.path].some(other => other.type === "radio" && other.name === one.name);
    return true;
  });
  let back = 0;
  for (let i = 1; i < seen.path.length; i++) {
    const [one, other] = [seen.path[i - 1], seen.path[i]];
    if (one !== other && other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING
        && other !== document.querySelector(".skip")) back++;
  }
  return {missed: missed.slice(0, 4).map(said), missed_all: missed.length,
    dim: [...new Set(seen.dim)].filter(shown).slice(0, 4).map(said), back};
}
