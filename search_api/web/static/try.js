// The page of the API: makes a call as its form says and shows what comes back, as text.

/** The address that the fields of a form make of a route; empty ones are not said. */
function address(route, fields) {
  const query = new URLSearchParams();
  for (const { name, value, dataset } of fields) {
    if (dataset.in === "path") route = route.replace(`{${name}}`, encodeURIComponent(value));
    if (dataset.in === "query" && value.trim()) query.append(name, value);
  }
  return query.size ? `${route}?${query}` : route;
}

/** The body of an answer in words: JSON over several lines, other text as it is, anything else by its size. */
async function words(answer) {
  const kind = answer.headers.get("content-type") ?? "";
  if (kind.includes("json")) return JSON.stringify(await answer.json(), null, 2);
  if (kind.startsWith("text/")) return answer.text();
  return `${kind}, ${(await answer.blob()).size.toLocaleString("vi")} byte`;
}

async function call(form) {
  const [method, route] = form.dataset.try.split(" ");
  const [status, shown] = ["[role=status]", ".answered"].map((part) => form.parentElement.querySelector(part));
  const body = form.querySelector("[data-in=body]")?.value;
  const url = address(route, form.querySelectorAll("[data-in]"));
  status.textContent = "Đang gọi…";
  try {
    const answer = await fetch(url, { method, body, headers: body ? { "Content-Type": "application/json" } : {} });
    shown.textContent = await words(answer);
    shown.hidden = false;
    status.textContent = `${answer.status} · ${method} ${url}`;
  } catch (error) {
    shown.hidden = true;
    status.textContent = `Không gọi được máy chủ: ${error.message}`;
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.dataset.try) return;
  event.preventDefault();
  call(event.target);
});
