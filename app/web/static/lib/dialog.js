// Modal dialogs on the browser's own element, which keeps focus inside and gives it back.

/**
 * Show `content` (a node, or a function that fills the body it is given) under a title. Answers
 * `{dialog, close}`; `onClose` is told what `close` was given, or undefined.
 */
export function openDialog({ title, content, wide = false, onClose = () => {} }) {
  const dialog = document.createElement("dialog");
  dialog.className = wide ? "dialog dialog-wide" : "dialog";
  const heading = document.createElement("h2");
  heading.textContent = title;
  heading.id = `dialog-${crypto.randomUUID()}`;
  dialog.setAttribute("aria-labelledby", heading.id);
  const body = document.createElement("div");
  body.className = "dialog-body";
  dialog.append(heading, body);
  let answer;
  const close = (value) => { answer = value; dialog.close(); };
  if (typeof content === "function") content(body, close);
  else body.append(content);
  dialog.addEventListener("close", () => { dialog.remove(); onClose(answer); });
  // A press that began and ended beside the dialog is meant for it to go.
  dialog.addEventListener("pointerdown", (event) => { if (event.target === dialog) close(); });
  document.body.append(dialog);
  dialog.showModal();
  return { dialog, close };
}

/**
 * Ask before something is done. `verb` says it with its object: "Delete 1 channel and run".
 * Answers a promise of true or false.
 */
export function confirmed({ title, text, verb, danger = false }) {
  return new Promise((resolve) => {
    openDialog({
      title,
      onClose: (value) => resolve(value === true),
      content: (body, close) => {
        const words = document.createElement("p");
        words.textContent = text;
        const row = document.createElement("div");
        row.className = "dialog-buttons";
        const stay = choice("Not now", "button", () => close(false));
        const go = choice(verb, danger ? "button button-danger" : "button button-primary", () => close(true));
        row.append(stay, go);
        body.append(words, row);
        (danger ? stay : go).autofocus = true;
      },
    });
  });
}

function choice(label, kind, run) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = kind;
  button.textContent = label;
  button.addEventListener("click", run);
  return button;
}
