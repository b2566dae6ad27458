/* The filters beside the results, and the chosen ones above them. */

import { toggled, unfiltered } from "./address.js";
import { element, grouped } from "./elements.js";
import { FACETS, labelOf } from "./facets.js";

const FIRST = 6; // values shown before “更多” is asked for
const FIRST_IN_YEAR = 12; // issues or notices, once a year is chosen
const any = () => true;
const startsWith = (start) => (value) => value.startsWith(start);

/** Title of each group of boxes → its filter, and which of the filter's values stand there. */
const GROUPS = {
  [FACETS.type]: ["type", any],
  [FACETS.year]: ["year", any],
  [FACETS.unit]: ["unit", any],
  期: ["in", startsWith("issue-")],
  通报: ["in", startsWith("notice-")],
};
const opened = new Set(); // titles of groups whose values are all shown

/** Fills `place` with a group of boxes for each filter; `choose(request)` is called with the changed request. */
export function showFilters(place, counts, request, choose) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  place.replaceChildren(
    ...Object.entries(GROUPS).flatMap(([title, [name, isOwn]]) => {
      const values = counts[name].filter(([value]) => isOwn(value));
      return values.length ? [group(title, name, values, request, choose)] : [];
    }),
  );
  if (focused) refocus(place, focused);
}

function refocus(place, key) {
  const same = Array.from(place.querySelectorAll("[data-key]")).find((one) => one.dataset.key === key);
  if (same) same.focus({ preventScroll: true });
}

function group(title, name, values, request, choose) {
  const chosen = new Set(request.chosen[name]);
  const first = name === "in" && request.chosen.year.length ? FIRST_IN_YEAR : FIRST;
  const isWhole = opened.has(title) || values.length <= first + 1;
  const shown = isWhole ? values : values.filter(([value], place) => place < first || chosen.has(value));
  const made = element("fieldset", { class: "filter" }, element("legend", {}, title));
  for (const [value, count] of shown) {
    const box = element("input", { type: "checkbox", checked: chosen.has(value), "data-key": `${name}=${value}` });
    box.addEventListener("change", () => choose(toggled(request, name, value)));
    made.append(
      element(
        "label",
        { class: count ? null : "is-empty" },
        box,
        element("span", { class: "filter-name" }, labelOf(name, value)),
        element("span", { class: "filter-count" }, grouped(count)),
      ),
    );
  }
  if (shown.length < values.length) {
    const more = element("button", { type: "button", class: "filter-more" }, `更多（${values.length - shown.length}）`);
    more.addEventListener("click", () => {
      opened.add(title);
      const whole = group(title, name, values, request, choose);
      made.replaceWith(whole);
      whole.querySelectorAll("input")[shown.length].focus();
    });
    made.append(more);
  }
  return made;
}

/** Fills `place` with a button for each chosen value that takes it away again. */
export function showChosen(place, request, choose) {
  const chips = [];
  for (const name of Object.keys(FACETS)) {
    for (const value of request.chosen[name]) {
      const label = labelOf(name, value);
      const chip = element("button", { type: "button", class: "chip", "aria-label": `去掉筛选：${label}` }, label);
      chip.addEventListener("click", () => choose(toggled(request, name, value)));
      chips.push(chip);
    }
  }
  if (chips.length > 1) {
    const all = element("button", { type: "button", class: "chip chip-all" }, "全部清除");
    all.addEventListener("click", () => choose(unfiltered(request)));
    chips.push(all);
  }
  place.replaceChildren(...chips);
  place.hidden = !chips.length;
}
