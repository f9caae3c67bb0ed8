// What costs next to nothing to see of a page, and what it is made of.
() => {
  const root = document.documentElement, made = new Set();
  for (const one of document.body.querySelectorAll("*")) {
    made.add(`${one.parentElement.tagName}>${one.tagName}.${one.getAttribute("class") ?? ""}[${
      one.getAttribute("type") ?? ""}${one.getAttribute("role") ?? ""}]`);
  }
  return {
    wide: root.scrollWidth - innerWidth,
    heads: [...document.querySelectorAll("h1")].filter(one => one.checkVisibility()).length,
    shift: Math.round(banso_seen.shift * 100) / 100,
    refused: banso_seen.refused,
    named: document.title.trim() !== "" && root.lang !== "",
    made: [...made],
  };
}
