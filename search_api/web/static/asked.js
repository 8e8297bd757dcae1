// Questions that were asked in this browser; they stay here.

const PLACE = "tra-cuu-da-hoi";
const MOST = 30;

/** Those that were asked, the last first; none where the browser keeps nothing. */
export function earlier() {
  try {
    const kept = JSON.parse(localStorage.getItem(PLACE) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

export function keep(question) {
  try {
    const rest = earlier().filter((one) => one !== question);
    localStorage.setItem(PLACE, JSON.stringify([question, ...rest].slice(0, MOST)));
  } catch {
    // a browser that keeps nothing
  }
}

export function forget() {
  try {
    localStorage.removeItem(PLACE);
  } catch {
    // a browser that keeps nothing
  }
}
