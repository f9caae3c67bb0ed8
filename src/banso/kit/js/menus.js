// A slash goes to the search, as long as nobody is typing; the menus of the head close with Escape, and by a click beside them.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = event.target.closest?.("details[name=nav][open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
  const find = document.getElementById("find");
  if (!find) return;
  event.preventDefault();
  find.focus();
  find.click();
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details[name=nav][open]").forEach((one) => {
    if (!one.contains(event.target)) one.open = false;
  });
});
