// The keyboard: `/` to the box, j and k or the arrows through what is marked `data-result`, d and s to judge it.

const box = document.querySelector("[type=search]");
const results = [...document.querySelectorAll("[data-result]")];
const help = document.querySelector("#phim");

document.querySelector("[data-keys]")?.addEventListener("click", () => help.showModal());

/** Move the focus by some results from the one that has it; before the first stands the box. */
function move(by) {
  const next = results.indexOf(document.activeElement) + by;
  if (next < 0) return box?.focus();
  const link = results[Math.min(next, results.length - 1)];
  link?.focus({ preventScroll: true });
  (link?.closest("li, tr") ?? link)?.scrollIntoView({ block: "nearest" });
}

/** What a key does where the focus is; nothing where it is a letter that is typed. */
function deed(key) {
  const at = document.activeElement;
  const isTyping = at.matches("input, select, textarea");
  const isOnResult = results.includes(at);
  if (key === "Escape" && at !== box) return () => (box?.focus(), box?.select());
  if (key === "ArrowDown" && (at === box || isOnResult) && results.length) return () => move(1);
  if (key === "ArrowUp" && isOnResult) return () => move(-1);
  if (isTyping) return null;
  const judging = at.closest("li")?.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  if (judging) return () => judging.click();
  if (key === "j" && results.length) return () => move(1);
  if (key === "k" && results.length) return () => move(-1);
  if (key === "/" && box) return () => (box.focus(), box.select());
  return key === "?" ? () => help.showModal() : null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (help.open) return;
  const done = deed(event.key);
  if (!done) return;
  event.preventDefault();
  done();
});
