/** `?a=1&b=2` of what is set; nothing for nothing. */
export function query(values) {
  const set = Object.entries(values).filter(([, value]) => value !== "" && value !== null && value !== undefined);
  return set.length ? `?${new URLSearchParams(set)}` : "";
}

/** Keep filters in the address, so that a link shows the same. */
export function keepInAddress(values) {
  history.replaceState(null, "", location.pathname + query(values));
}

export const fromAddress = (name) => new URLSearchParams(location.search).get(name) ?? "";
