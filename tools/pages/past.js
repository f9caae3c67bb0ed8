// How far a page goes on beyond its window, and what stands out there.
() => {
  const root = document.documentElement, by = root.scrollWidth - innerWidth;
  if (by <= 0) return "";
  const out = [...document.body.querySelectorAll("*")].filter(
    one => one.getBoundingClientRect().right > innerWidth && one.checkVisibility());
  return `by ${by}: ` + out.slice(-3).map(one => one.outerHTML.slice(0, 110)).join(" … ");
}
