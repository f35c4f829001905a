// Talks to the sandbox. An answer that is a refusal becomes an Error with its words.

export async function call(method, path, form) {
  const answer = await fetch(`/sandbox${path}`, {
    method,
    headers: form === undefined ? {} : { "Content-Type": "application/json" },
    body: form === undefined ? undefined : JSON.stringify(form),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(words(answer.status, text));
  return text ? JSON.parse(text) : null;
}

function words(status, text) {
  try {
    const body = JSON.parse(text);
    const leaves = [...messages(body.errors)];
    return leaves.length ? leaves.join(" ") : (body.message ?? `The sandbox refused (${status}).`);
  } catch {
    return text || `The sandbox refused (${status}).`;
  }
}

function* messages(node) {
  if (node === null || typeof node !== "object") return;
  for (const [key, value] of Object.entries(node)) {
    if (key === "_errors") for (const each of value) yield each.message;
    else yield* messages(value);
  }
}
