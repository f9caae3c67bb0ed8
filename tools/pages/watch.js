// Begins with every page: what moves by itself, what is refused, where the keyboard goes.
(() => {
  const seen = window.banso_seen = {shift: 0, refused: [], path: [], dim: []};
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
  }).observe({type: "layout-shift", buffered: true});
  document.addEventListener("securitypolicyviolation", one =>
    seen.refused.push(`${one.violatedDirective} ${one.blockedURI}`));
  document.addEventListener("focusin", ({target}) => {
    if (!seen.walking) return;
    seen.path.push(target);
    const look = one => one && (s => parseFloat(s.outlineWidth) > 0 && s.outlineStyle !== "none"
      || s.boxShadow !== "none")(getComputedStyle(one));
    if (!look(target) && !look(target.parentElement) && !look(target.closest("form")))
      seen.dim.push(target);
  });
})();
