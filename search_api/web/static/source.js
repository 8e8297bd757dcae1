// Turning the pages of the source beside the text, which stays where it is; without script the links load the page.

document.addEventListener("click", async (event) => {
  const link = event.target.closest("[data-turn]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  try {
    const answer = await fetch(link.href);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#trang-goc");
    const shown = document.querySelector("#trang-goc");
    shown.replaceWith(found);
    history.replaceState(null, "", link.href.replace(/#.*/, location.hash));
    if (shown.contains(link)) (found.querySelector(`[rel=${link.rel}]`) ?? found.querySelector("[data-turn]"))?.focus();
    else found.scrollIntoView({ block: "nearest" });
  } catch {
    location.assign(link.href);
  }
});
