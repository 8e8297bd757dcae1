// Buttons that copy the text of the element which `data-copy` names.

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
