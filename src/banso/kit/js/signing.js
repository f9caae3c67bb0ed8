// A box to sign in: strokes of points on a board of 1000 × 300, kept as text in the hidden field; the field is the truth, the box shows it.
const signIn = (place) => {
  const board = place.querySelector("canvas");
  const field = document.getElementById(place.dataset.signing);
  const pen = board.getContext("2d");
  let strokes = [];
  try { strokes = JSON.parse(field.value || "[]"); } catch { strokes = []; }
  const show = () => {
    pen.clearRect(0, 0, board.width, board.height);
    pen.lineWidth = 6;
    pen.lineCap = pen.lineJoin = "round";
    strokes.forEach((stroke) => {
      pen.beginPath();
      stroke.forEach(([x, y], index) => (index ? pen.lineTo(x, y) : pen.moveTo(x, y)));
      if (stroke.length === 1) pen.lineTo(stroke[0][0] + 1, stroke[0][1]);
      pen.stroke();
    });
  };
  const keep = () => {
    field.value = strokes.length ? JSON.stringify(strokes) : "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const point = (event) => {
    const box = board.getBoundingClientRect();
    const within = (value, most) => Math.min(most, Math.max(0, Math.round(value)));
    return [within(((event.clientX - box.left) / box.width) * 1000, 1000), within(((event.clientY - box.top) / box.height) * 300, 300)];
  };
  let drawing = false;
  board.addEventListener("pointerdown", (event) => {
    drawing = true;
    board.setPointerCapture(event.pointerId);
    strokes.push([point(event)]);
    show();
  });
  board.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    strokes.at(-1).push(point(event));
    show();
  });
  const lift = () => {
    if (drawing) keep();
    drawing = false;
  };
  board.addEventListener("pointerup", lift);
  board.addEventListener("pointercancel", lift);
  place.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    show();
    keep();
  });
  show();
};
