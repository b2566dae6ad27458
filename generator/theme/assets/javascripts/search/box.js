/* The search box in the header of every page, with the best hits below it while typing. */

import { element, grouped } from "./elements.js";
import { focusBySlash, isForInputMethod, newest, onTyping } from "./typing.js";

const SHOWN = 6;
const TYPING_WAIT = 160;

/** The search itself, fetched when the box is first used. */
const engine = () => import("./suggestions.js");

/** Makes the box in `form` work. */
function equip(form) {
  const input = form.querySelector("input");
  const list = form.querySelector("[role=listbox]");
  const status = form.querySelector("[role=status]");
  const header = form.closest("header");
  const opener = header.querySelector(".box-open");
  const begin = newest();
  let active = -1;

  const options = () => Array.from(list.children);
  const resultsPage = () => `${form.action}?${new URLSearchParams({ q: input.value })}`;

  function close() {
    begin();
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
    activate(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function activate(place) {
    active = place;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === place)));
    const option = options()[place];
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  }

  /** What is chosen stays so where it is shown again. */
  function display(...children) {
    const chosen = options()[active]?.href;
    list.replaceChildren(...children);
    children.forEach((option, number) => (option.id = `search-option-${number}`));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    activate(children.findIndex((option) => option.href === chosen));
  }

  const option = (address, ...children) =>
    element("a", { role: "option", href: address, tabindex: "-1", "aria-selected": "false" }, ...children);

  async function suggest() {
    if (!input.value.trim()) return close();
    const isNewest = begin();
    try {
      const suggestions = await (await engine()).suggestionsFor(input.value, SHOWN);
      if (isNewest()) displayHits(suggestions);
    } catch (error) {
      if (!isNewest()) return;
      status.textContent = "没有取到搜索数据。";
      display(option(resultsPage(), element("span", { class: "option-title" }, "没有取到搜索数据，按回车重试")));
    }
  }

  function displayHits({ shown, total, isSearchable }) {
    const said = total ? `全部 ${grouped(total)} 条结果` : isSearchable ? "没有结果" : "没有可以查找的文字";
    const last = option(resultsPage(), element("span", { class: "option-all" }, said));
    status.textContent = said;
    display(...shown.map(({ address, lines }) => option(address, ...lines)), last);
  }

  const typing = onTyping(input, TYPING_WAIT, suggest);

  form.addEventListener("submit", (event) => {
    if (typing.isComposing() || !input.value.trim()) event.preventDefault();
  });

  input.addEventListener("keydown", (event) => {
    if (isForInputMethod(event)) {
      if (event.key === "Enter") event.preventDefault();
      return;
    }
    const size = options().length;
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && size) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(active < 0 && step < 0 ? size - 1 : active + step >= size ? -1 : active + step);
    } else if (event.key === "Enter" && options()[active]) {
      event.preventDefault();
      options()[active].click();
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (!list.hidden) close();
      else if (input.value) input.value = "";
      else shut();
    }
  });

  input.addEventListener("focus", () => {
    engine().then(({ prepare }) => prepare(), () => {});
    if (input.value && list.hidden && !typing.isComposing()) suggest();
  });

  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  // Keeps the focus in the box while a hit is clicked, so the list does not vanish under the pointer.
  list.addEventListener("mousedown", (event) => event.preventDefault());

  /** On phones the box takes the place of the header's title. */
  function open() {
    header.classList.add("is-searching");
    opener.setAttribute("aria-expanded", "true");
    input.focus();
  }

  function shut() {
    close();
    input.blur();
    header.classList.remove("is-searching");
    opener.setAttribute("aria-expanded", "false");
  }

  opener.addEventListener("click", (event) => {
    event.preventDefault();
    open();
  });
  form.querySelector(".box-close").addEventListener("click", () => {
    shut();
    opener.focus();
  });

  focusBySlash(() => {
    open();
    input.select();
  });
}

const form = document.getElementById("site-search");
if (form) equip(form);
