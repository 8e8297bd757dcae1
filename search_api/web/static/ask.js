// The answer as a model server words it, sentence by sentence, in place of the copied one that stands there first.

const section = document.querySelector("#tra-loi[data-question]");
const BIDI = /([\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069])/;

/** Text as the pages show it: each control that turns text around stands alone, so that it turns nothing. */
function shown(text) {
  return text.split(BIDI).map((part) => {
    if (!BIDI.test(part)) return part;
    const alone = document.createElement("bdi");
    alone.textContent = part;
    return alone;
  });
}

function link(url, text, label) {
  const made = document.createElement("a");
  if (url.startsWith("/van-ban/")) made.href = url.replace("#", `&${location.search.slice(1)}#`);
  made.append(...shown(text));
  if (label) made.setAttribute("aria-label", label);
  return made;
}

/** Server-sent events of an answered POST: pairs of name and data. */
async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const [name, data] = part.split("\n").map((line) => line.slice(line.indexOf(": ") + 2));
      yield [name, JSON.parse(data)];
    }
  }
}

function sentence({ text, citations }, urls) {
  const made = document.createElement("p");
  made.className = "words";
  made.append(...shown(text));
  for (const n of citations) {
    const cite = link(urls.get(n), `[${n}]`, `Trích dẫn ${n}`);
    cite.className = "cite";
    made.append(" ", cite);
  }
  return made;
}

function quote({ url, label, replaced_by, ocr_confidence }) {
  const made = document.createElement("li");
  made.append(link(url, label));
  if (replaced_by) made.append(" · đã được thay thế hoặc bãi bỏ bởi ", ...shown(replaced_by));
  if (ocr_confidence !== null) made.append(" · chữ nhận dạng từ bản quét, hãy đối chiếu bản gốc");
  return made;
}

/** Ask, and put each sentence where the copied ones were; what goes wrong leaves the copied answer as it is. */
async function stream() {
  const [filters, without] = [section.dataset.filters, section.dataset.without].map(JSON.parse);
  const answer = await fetch("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ question: section.dataset.question, filters, without }),
  });
  const urls = new Map();
  const [heading, sentences, quotes, note] = ["h2", "div", "ol", "p"].map((name) => document.createElement(name));
  heading.textContent = "Trả lời";
  [sentences.className, quotes.className, note.className] = ["sentences", "quotes", "aside note"];
  for await (const [name, data] of events(answer)) {
    if (name === "sentence") {
      for (const cited of data.new_citations) {
        urls.set(cited.n, cited.url);
        quotes.append(quote(cited));
      }
      sentences.append(sentence(data, urls));
      section.replaceChildren(heading, sentences, quotes, note);
    }
    if (name === "done") note.textContent = data.note ?? "";
  }
}

if (section) {
  section.ariaBusy = "true";
  stream().catch(() => null).finally(() => (section.ariaBusy = "false"));
}
