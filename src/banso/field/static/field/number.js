// Twelve digits that pass the check digit of a My Number: they are not kept, here or at home.

const GAP = "[ \\-‐‑–—−ー・.]";
const TWELVE = new RegExp(
  `(?<!\\d)(?<!\\d${GAP})(?:\\d{12}|\\d{4}(?:${GAP}\\d{4}){2}|\\d{3}(?:${GAP}\\d{3}){3}` +
    `|\\d{6}${GAP}\\d{6}|\\d(?:${GAP}\\d){11})(?!${GAP}?\\d)`,
  "g",
);

function passes(digits) {
  let sum = 0;
  for (let place = 1; place <= 11; place += 1) {
    sum += Number(digits[11 - place]) * (place <= 6 ? place + 1 : place - 5);
  }
  const rest = sum % 11;
  return Number(digits[11]) === (rest <= 1 ? 0 : 11 - rest);
}

export function carriesNumber(text) {
  const found = text.normalize("NFKC").match(TWELVE) ?? [];
  return found.some((one) => passes(one.replace(/\D/g, "")));
}
