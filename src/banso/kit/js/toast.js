// What was just saved stays in sight until the next page, or until somebody closes it.
const closeToast = (toast) => {
  const button = toast.querySelector(".toast__close");
  button.hidden = false;
  button.addEventListener("click", () => {
    toast.remove();
    document.getElementById("main").focus({ preventScroll: true });
  });
};
