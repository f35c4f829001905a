// Server-sent events that go on where they broke off.

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 20000;

/**
 * Listen to the events at an API path. `heard` has a function per name of event, which gets the
 * data; `open` and `lost` are told of the connection; after `end` nothing is listened to any more.
 * Answers a function that stops it.
 *
 * The browser connects again by itself and says which event came last. Only where the server
 * refused, it gives up: then we ask anew, less and less often, and get the whole state first.
 */
export function live(path, { open = () => {}, lost = () => {}, ...heard }) {
  const address = path.startsWith("/api/") ? path : `/api/v1${path}`;
  let source = null;
  let wait = FIRST_WAIT_MS;
  let timer = 0;

  function stop() {
    clearTimeout(timer);
    source?.close();
    source = null;
    document.removeEventListener("visibilitychange", wake);
  }

  function wake() {
    if (document.visibilityState !== "visible" || source?.readyState !== EventSource.CLOSED) return;
    clearTimeout(timer);
    connect();
  }

  function broken() {
    if (!source) return;
    lost();
    if (source.readyState !== EventSource.CLOSED) return;
    timer = setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  function connect() {
    source = new EventSource(address);
    source.addEventListener("open", () => { wait = FIRST_WAIT_MS; open(); });
    source.addEventListener("error", broken);
    for (const name of new Set([...Object.keys(heard), "end"])) {
      source.addEventListener(name, (event) => {
        if (name === "end") stop();
        heard[name]?.(event.data ? JSON.parse(event.data) : undefined);
      });
    }
  }

  document.addEventListener("visibilitychange", wake);
  connect();
  return stop;
}
