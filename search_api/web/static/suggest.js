// Suggestions under the search box: a combobox with a list, as the ARIA Authoring Practices have it.

import { earlier, forget, keep } from "./asked.js";

const NAMES = { number: "số hiệu", office: "cơ quan", subject: "trích yếu", asked: "đã hỏi", forget: "" };
const WAIT = 90; // milliseconds after the last letter
const MOST = 8;

/** Without diacritics and case, to find an earlier question however it is typed. */
const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();

class Suggestions {
  constructor(box) {
    this.box = box;
    this.list = document.createElement("ul");
    this.list.id = "goi-y";
    this.list.role = "listbox";
    this.list.ariaLabel = "Gợi ý";
    this.list.className = "suggestions";
    this.list.hidden = true;
    box.parentElement.append(this.list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-controls": "goi-y", "aria-expanded": "false",
    })) box.setAttribute(name, value);
    box.addEventListener("input", () => this.later());
    box.addEventListener("click", () => box.value || this.show());
    box.addEventListener("blur", () => this.close());
    box.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    this.list.addEventListener("click", (event) => this.take(event.target.closest("li")));
  }

  get options() {
    return [...this.list.children];
  }

  get chosen() {
    return this.list.querySelector("[aria-selected=true]");
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), WAIT);
  }

  async show() {
    const typed = this.box.value.trim();
    const asked = earlier().filter((one) => bare(one).includes(bare(typed)) && one !== typed);
    const found = asked.slice(0, typed ? 3 : MOST).map((text) => ({ text, kind: "asked" }));
    if (typed) found.push(...(await this.known(typed)));
    else if (found.length) found.push({ text: "Xóa các câu đã hỏi", kind: "forget" });
    if (typed !== this.box.value.trim() || document.activeElement !== this.box) return;
    this.list.replaceChildren(...found.slice(0, MOST + 1).map((one, place) => this.option(one, place)));
    this.open(found.length > 0);
  }

  async known(typed) {
    try {
      const answer = await fetch(`/api/suggest?q=${encodeURIComponent(typed.slice(0, 200))}&limit=${MOST}`);
      return answer.ok ? (await answer.json()).items : [];
    } catch {
      return [];
    }
  }

  option({ text, kind }, place) {
    const item = document.createElement("li");
    const words = document.createElement("bdi");
    const name = document.createElement("span");
    words.textContent = text;
    name.textContent = NAMES[kind];
    item.append(words, name);
    item.id = `goi-y-${place}`;
    item.role = "option";
    item.ariaSelected = "false";
    item.dataset.kind = kind;
    return item;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.box.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) this.choose(null);
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
  }

  choose(item) {
    if (this.chosen) this.chosen.ariaSelected = "false";
    if (item) item.ariaSelected = "true";
    item?.scrollIntoView({ block: "nearest" });
    if (item) this.box.setAttribute("aria-activedescendant", item.id);
    else this.box.removeAttribute("aria-activedescendant");
  }

  take(item) {
    if (!item) return;
    if (item.dataset.kind === "forget") {
      forget();
      this.close();
    } else {
      this.box.value = item.firstChild.textContent;
      this.box.form.requestSubmit();
    }
  }

  key(event) {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (this.list.hidden) {
      if (event.key !== "ArrowDown" || this.box.value || !earlier().length) return;
      event.preventDefault();
      this.show();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const places = [null, ...this.options];
      this.choose(places.at((places.indexOf(this.chosen) + step) % places.length));
    } else if (event.key === "Enter" && this.chosen) this.take(this.chosen);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }
}

const box = document.querySelector("#q");
if (box) new Suggestions(box);
if (box?.value && document.querySelector(".hits")) keep(box.value);
