// Keyboard and copying. Every page works without this.

const box = document.querySelector("#q");
const results = [...document.querySelectorAll("[data-result]")];

for (const part of document.querySelectorAll("[data-script]")) part.hidden = false;

/** Move the focus by some results from the one that has it; before the first stands the box. */
function move(by) {
  const next = results.indexOf(document.activeElement) + by;
  if (next < 0) return box.focus();
  const link = results[Math.min(next, results.length - 1)];
  link?.focus({ preventScroll: true });
  (link?.closest("li") ?? link)?.scrollIntoView({ block: "nearest" });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const at = document.activeElement;
  const isTyping = at.matches("input, select, textarea");
  const isOnResult = results.includes(at);
  const steps = { j: isTyping ? 0 : 1, k: isTyping ? 0 : -1 };
  steps.ArrowDown = at === box || isOnResult ? 1 : 0;
  steps.ArrowUp = isOnResult ? -1 : 0;
  if (steps[event.key] && results.length) {
    event.preventDefault();
    move(steps[event.key]);
  } else if ((event.key === "/" && !isTyping) || (event.key === "Escape" && at !== box)) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

box.form.elements.cach.addEventListener("change", () => box.value.trim() && box.form.requestSubmit());

// A short address: what is the default is not said.
box.form.addEventListener("formdata", ({ formData }) => {
  if (formData.get("cach") === "ket-hop") formData.delete("cach");
});

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const words = document.getElementById(button.dataset.copy);
    getSelection().selectAllChildren(words);
    try {
      await navigator.clipboard.writeText(words.textContent);
    } catch {
      document.execCommand("copy"); // where the page has no secure context: http:// on an office network
    }
    button.textContent = "Đã sao chép";
  });
}

// The place of the passage in a long section tree, where the tree scrolls by itself.
const here = [...document.querySelectorAll(".tree [aria-current]")].at(-1);
for (let at = here?.parentElement; at && at !== document.body; at = at.parentElement) {
  if (at.scrollHeight > at.clientHeight + 1 && getComputedStyle(at).overflowY === "auto") {
    at.scrollTop += here.getBoundingClientRect().top - at.getBoundingClientRect().top - at.clientHeight / 2;
  }
}
