// Dragging rows with the mouse. Menus and Alt + arrows do the same without one.

let dragged = null;

export function draggable(row, sort, item) {
  row.draggable = true;
  row.addEventListener("dragstart", (event) => {
    dragged = { sort, item };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.name);
    row.classList.add("dragged");
  });
  row.addEventListener("dragend", () => {
    dragged = null;
    row.classList.remove("dragged");
  });
}

// `accepts(item, sort)` says whether it may be dropped; `drop(item, below)` does it.
export function droppable(row, accepts, drop, into = false) {
  const clear = () => row.classList.remove("drop-above", "drop-below", "drop-into");
  row.addEventListener("dragover", (event) => {
    if (!dragged || !accepts(dragged.item, dragged.sort)) return;
    event.preventDefault();
    clear();
    row.classList.add(into ? "drop-into" : below(row, event) ? "drop-below" : "drop-above");
  });
  row.addEventListener("dragleave", clear);
  row.addEventListener("drop", (event) => {
    clear();
    if (!dragged || !accepts(dragged.item, dragged.sort)) return;
    event.preventDefault();
    drop(dragged.item, below(row, event));
  });
}

function below(row, event) {
  const box = row.getBoundingClientRect();
  return event.clientY > box.top + box.height / 2;
}
