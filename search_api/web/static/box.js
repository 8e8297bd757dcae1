// The search box: a change of the way of searching asks again, and the address says only what differs from the default.

const way = document.querySelector("#cach");

way?.addEventListener("change", () => way.form.elements.q.value.trim() && way.form.requestSubmit());
way?.form.addEventListener("formdata", ({ formData }) => {
  if (formData.get("cach") === "ket-hop") formData.delete("cach");
});
