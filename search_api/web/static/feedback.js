// Judging a result without leaving the page; without script its form does the same.

for (const judge of document.querySelectorAll("[data-passage]")) {
  judge.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    const said = judge.querySelector(".said");
    const query = button.form.elements.q.value;
    const body = { query, passage_id: judge.dataset.passage, relevant: button.value === "true" };
    try {
      const answer = await fetch("/api/feedback", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      const told = await answer.json();
      if (!answer.ok) throw new Error(told.error.message);
      for (const one of judge.querySelectorAll("button")) one.setAttribute("aria-pressed", one === button);
      said.textContent = "Đã ghi";
    } catch (error) {
      said.textContent = `Chưa ghi được: ${error.message}`;
    }
  });
}
