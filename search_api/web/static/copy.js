// Buttons that copy: `data-copy` names the element whose text it is, `data-words` holds the words themselves.

/** Copy where the page has no secure context: http:// on an office network. */
function copyOldWay(words) {
  const field = document.createElement("textarea");
  field.value = words;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-words]");
  if (!button) return;
  const words = button.dataset.words ?? document.getElementById(button.dataset.copy).textContent;
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    copyOldWay(words);
    button.focus();
  }
  button.textContent = "Đã sao chép";
});
