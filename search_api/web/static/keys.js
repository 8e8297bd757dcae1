// Moving with the keyboard: `/` to the box, j and k or the arrows through what is marked `data-result`.

const box = document.querySelector("[type=search]");
const results = [...document.querySelectorAll("[data-result]")];

/** Move the focus by some results from the one that has it; before the first stands the box. */
function move(by) {
  const next = results.indexOf(document.activeElement) + by;
  if (next < 0) return box?.focus();
  const link = results[Math.min(next, results.length - 1)];
  link?.focus({ preventScroll: true });
  (link?.closest("li, tr") ?? link)?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  const at = document.activeElement;
  const isTyping = at.matches("input, select, textarea");
  const isOnResult = results.includes(at);
  const steps = { j: isTyping ? 0 : 1, k: isTyping ? 0 : -1 };
  steps.ArrowDown = at === box || isOnResult ? 1 : 0;
  steps.ArrowUp = isOnResult ? -1 : 0;
  if (steps[event.key] && results.length) {
    event.preventDefault();
    move(steps[event.key]);
  } else if (box && ((event.key === "/" && !isTyping) || (event.key === "Escape" && at !== box))) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});
