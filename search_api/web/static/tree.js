// The place of the passage in a long section tree, where the tree scrolls by itself.

const here = [...document.querySelectorAll(".tree [aria-current]")].at(-1);
for (let at = here?.parentElement; at && at !== document.body; at = at.parentElement) {
  if (at.scrollHeight > at.clientHeight + 1 && getComputedStyle(at).overflowY === "auto") {
    at.scrollTop += here.getBoundingClientRect().top - at.getBoundingClientRect().top - at.clientHeight / 2;
  }
}
