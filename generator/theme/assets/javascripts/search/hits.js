/* How one hit is shown: in the list of results and below the box. */

import { element } from "./elements.js";
import { excerptOf, fillMarked, occurrencesIn } from "./marking.js";
import { ROOT, textOf } from "./shards.js";

const SHOWN_UNITS = 4;

/** The text of a found document, with its path. */
export async function hitOf(found, place) {
  const path = found.archive.documents.paths[found.documents[place]];
  return { path, ...(await textOf(path)) };
}

/** The address of the hit's page; there the phrases are marked, see article.js. */
export function addressOf(hit, phrases) {
  const url = new URL(hit.url, ROOT);
  for (const phrase of phrases) url.searchParams.append("h", phrase.join(""));
  return url.href;
}

/** An item of the list: title, where it comes from, excerpt. */
export function resultItem(hit, phrases, normal) {
  const mark = (name, attributes, text) => fillMarked(element(name, attributes), text, phrases, normal);
  const title = mark("a", { href: addressOf(hit, phrases) }, hit.title);
  const item = element("li", { "data-path": hit.path }, element("h2", { class: "hit-title" }, title));
  if (hit.subtitle) item.append(mark("p", { class: "hit-subtitle" }, hit.subtitle));
  const meta = element("p", { class: "hit-meta" });
  for (const text of metaOf(hit, phrases, normal)) meta.append(mark("span", {}, text));
  item.append(meta);
  const excerpt = excerptOf(hit.text, phrases, normal);
  if (excerpt) item.append(mark("p", { class: "hit-excerpt" }, excerpt));
  return item;
}

/** Type, units, authors that were looked for, place and day of printing. */
function metaOf(hit, phrases, normal) {
  const isFound = (text) => occurrencesIn(text, phrases, normal).length > 0;
  const isOwnPage = hit.units.length === 1 && hit.units[0] === hit.title;
  // Of many units, those that were looked for must be among the shown ones.
  const units = [...hit.units].sort((left, right) => Number(isFound(right)) - Number(isFound(left)));
  const shown = units.slice(0, SHOWN_UNITS).join("、");
  const meta = [hit.type];
  if (shown && !isOwnPage) meta.push(units.length > SHOWN_UNITS ? `${shown}等${units.length}个单位` : shown);
  const authors = hit.authors.filter(isFound);
  if (authors.length) meta.push(authors.join(" "));
  if (hit.label) meta.push(hit.label);
  if (hit.date) meta.push(dayOf(hit.date));
  return meta;
}

/** 2023-06-30 → 2023年6月30日. */
function dayOf(date) {
  const [year, month, day] = date.split("-").map(Number);
  return `${year}年${month}月${day}日`;
}
