// A choice of few answers is given by its number, while it has the focus and nobody is typing.
const answerByKey = (choice) =>
  choice.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.target.closest("input, select, textarea")) return;
    const chosen = choice.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!chosen) return;
    event.preventDefault();
    if (chosen.requestSubmit) chosen.requestSubmit();
    else chosen.click();
  });
