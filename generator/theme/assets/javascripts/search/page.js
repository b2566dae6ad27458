/* The results page, search/?q=… */

import { addressFor, requestIn, unfiltered } from "./address.js";
import { element, grouped } from "./elements.js";
import { archive, countsOf, search } from "./engine.js";
import { filtered } from "./facets.js";
import { showChosen, showFilters } from "./filters.js";
import { hitOf, resultItem } from "./hits.js";
import { ORDERS, ranked } from "./ranking.js";
import { FetchFailed } from "./shards.js";
import { focusBySlash, isForInputMethod, newest, onTyping } from "./typing.js";

const AT_A_TIME = 10;
const TYPING_WAIT = 250;
const PATIENCE = 300; // milliseconds before it says that it is looking
const SUGGESTED = 8; // phrases whose own counts are told when nothing has them all

const part = (id) => document.getElementById(id);
const form = part("search-form");
const input = part("search-input");
const count = part("search-count");
const message = part("search-message");
const results = part("search-results");
const more = part("search-more");
const siteTitle = document.title;
const begin = newest();

let request = requestIn(location.search);
let shown = AT_A_TIME;

/** Shows what is asked for; `scroll` is where the reader was when coming back. */
async function show(scroll = 0) {
  const isNewest = begin();
  const slow = setTimeout(() => isNewest() && (count.textContent = "正在查找……"), PATIENCE);
  results.setAttribute("aria-busy", "true");
  count.removeAttribute("data-count"); // the number on show is not the answer any more
  try {
    const view = await prepared(isNewest);
    if (!isNewest()) return;
    display(view);
    if (scroll) window.scrollTo(0, scroll);
  } catch (error) {
    if (isNewest()) displayFailure(error);
  } finally {
    clearTimeout(slow);
    if (isNewest()) results.removeAttribute("aria-busy");
  }
}

/** Everything the page shows for the request, fetched; the page itself is left as it is. */
async function prepared(isNewest) {
  const asked = request;
  const wanted = shown;
  if (!asked.query.trim()) return { asked, isBlank: true };
  const found = await search(asked.query);
  const { kept, counts } = filtered(found, asked.chosen);
  const isKept = new Set(kept);
  const order = ranked(found, asked.order).filter((place) => isKept.has(place));
  const view = { asked, found, counts, order, items: [] };
  if (!isNewest()) return view;
  const hits = await Promise.all(order.slice(0, wanted).map((place) => hitOf(found, place)));
  view.items = hits.map((hit) => resultItem(hit, found.phrases, found.archive.normal));
  if (!found.documents.length && found.phrases.length > 1) {
    view.each = await countsOf(found.phrases.slice(0, SUGGESTED), found.archive);
  }
  return view;
}

function display(view) {
  const { asked, found, order, items } = view;
  const main = part("search-main");
  main.classList.toggle("has-results", !view.isBlank && found.documents.length > 0);
  document.title = asked.query.trim() ? `“${shortened(asked.query)}”的搜索结果 - ${siteName()}` : siteTitle;
  message.replaceChildren();
  part("search-ways").classList.toggle("is-shown", Boolean(view.isBlank));
  if (view.isBlank) {
    count.textContent = "";
    results.replaceChildren();
    more.hidden = true;
    return;
  }
  count.dataset.count = String(order.length);
  count.textContent = `${grouped(order.length)} 条结果`;
  results.replaceChildren(...items);
  more.hidden = order.length <= items.length;
  more.textContent = `更多结果（还有 ${grouped(order.length - items.length)} 条）`;
  for (const button of part("search-order").querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.order === asked.order));
  }
  showFilters(part("search-filters"), view.counts, asked, ask);
  showChosen(part("search-chosen"), asked, ask);
  const chosen = Object.values(asked.chosen).reduce((sum, values) => sum + values.length, 0);
  part("search-filters-summary").textContent = chosen ? `筛选（已选 ${chosen} 项）` : "筛选";
  if (!order.length) displayNothing(view);
}

const siteName = () => siteTitle.split(" - ").pop();
const shortened = (text) => (Array.from(text).length > 30 ? `${Array.from(text).slice(0, 30).join("")}……` : text);

/** Says what was looked for, and what else could be tried. */
function displayNothing({ asked, found, each }) {
  if (!found.phrases.length) {
    message.append(element("p", {}, "没有可以查找的文字：标点、空格和符号不参加查找。请输入汉字、字母或数字。"));
    return;
  }
  const said = found.phrases.slice(0, SUGGESTED).map((phrase) => `“${shortened(phrase.join(""))}”`);
  const list = said.join("、") + (found.phrases.length > SUGGESTED ? "等" : "");
  if (found.documents.length) {
    const all = element("button", { type: "button", class: "link-button" }, "去掉全部筛选");
    all.addEventListener("click", () => ask(unfiltered(asked)));
    const text = `查找${list}共有 ${grouped(found.documents.length)} 条结果，但没有一条符合所选的筛选。`;
    message.append(element("p", {}, text), element("p", {}, all));
    return;
  }
  const together = found.phrases.length > 1 ? "没有同时含有" : "没有含有";
  message.append(element("p", {}, `${together}${list}的内容。查找时不分大小写和全角半角，不计标点。`));
  if (!each) {
    message.append(element("p", {}, "可以换一个说法，或者把长的词语用空格分成几段。"));
    return;
  }
  const tries = element("ul", { class: "search-tries" });
  found.phrases.slice(0, SUGGESTED).forEach((phrase, place) => {
    const text = phrase.join("");
    const address = addressFor({ ...unfiltered(asked), query: text });
    const link = each[place] ? element("a", { href: address }, shortened(text)) : shortened(text);
    tries.append(element("li", {}, link, `　${grouped(each[place])} 条`));
  });
  message.append(element("p", {}, "可以去掉其中一个词再找。单独查找："), tries);
}

function displayFailure(error) {
  if (!(error instanceof FetchFailed)) console.error(error);
  const again = element("button", { type: "button", class: "search-button" }, "重试");
  again.addEventListener("click", () => show());
  count.textContent = "";
  results.replaceChildren();
  more.hidden = true;
  part("search-main").classList.remove("has-results");
  message.replaceChildren(element("p", {}, "没有取到搜索数据，可能是网络中断或网站正在更新。请稍后重试。"), element("p", {}, again));
}

/** Asks for something else: a new step in the history, or the same step while typing goes on. */
function ask(changed, isNewStep = true) {
  remember();
  request = changed;
  shown = AT_A_TIME;
  const address = addressFor(request);
  if (isNewStep && address !== (location.search || location.pathname)) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  show();
}

/** Keeps how much was shown and where the reader was, for coming back to it. */
function remember() {
  history.replaceState({ shown, scroll: Math.round(window.scrollY) }, "");
}

/** Takes what is asked for from the address, and how much of it was shown from the history. */
function restore() {
  const state = history.state || {};
  request = requestIn(location.search);
  shown = state.shown || AT_A_TIME;
  input.value = request.query;
  show(state.scroll);
}

const typing = onTyping(input, TYPING_WAIT, () => {
  if (input.value !== request.query) ask({ ...request, query: input.value }, false);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (typing.isComposing()) return;
  typing.cancel();
  ask({ ...request, query: input.value });
});
input.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && isForInputMethod(event)) event.preventDefault();
});
input.addEventListener("focus", () => archive().catch(() => {}), { once: true });

more.addEventListener("click", async () => {
  const next = shown;
  shown += AT_A_TIME;
  remember();
  await show();
  const first = results.querySelectorAll("li a")[next];
  if (first) first.focus({ preventScroll: true });
});

// Arrow keys go from the box to the titles and back.
part("search-main").parentElement.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || isForInputMethod(event)) return;
  const stops = [input, ...results.querySelectorAll(".hit-title a")];
  const at = stops.indexOf(document.activeElement);
  const next = stops[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
});

focusBySlash(() => {
  input.focus();
  input.select();
});

for (const order of Object.keys(ORDERS)) {
  const button = element("button", { type: "button", "data-order": order, "aria-pressed": "false" }, ORDERS[order]);
  button.addEventListener("click", () => order !== request.order && ask({ ...request, order }));
  part("search-order").append(button);
}

// The filters stand open beside the results where there is room, and fold away on phones.
const wide = window.matchMedia("(min-width: 60em)");
const fold = () => (part("search-fold").open = wide.matches);
wide.addEventListener("change", fold);
fold();

history.scrollRestoration = "manual";
window.addEventListener("popstate", restore);
let scrolled = 0;
window.addEventListener("scroll", () => {
  clearTimeout(scrolled);
  scrolled = setTimeout(remember, 100);
});
results.addEventListener("click", remember);
restore();
if (!request.query) input.focus();
