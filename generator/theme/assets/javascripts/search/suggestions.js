/* The best hits for what is being typed; loaded when the box is first used. */

import { element } from "./elements.js";
import { archive, search } from "./engine.js";
import { addressOf, hitOf } from "./hits.js";
import { fillMarked } from "./marking.js";
import { ranked } from "./ranking.js";

/** Fetches what every search needs; a failure is told when something is looked for. */
export function prepare() {
  archive().catch(() => {});
}

/** The best `limit` hits as `{address, lines}`, the number of all, and whether there was anything to look for. */
export async function suggestionsFor(text, limit) {
  const found = await search(text);
  const best = ranked(found, "").slice(0, limit);
  const hits = await Promise.all(best.map((place) => hitOf(found, place)));
  const { phrases, archive: opened } = found;
  const mark = (type, line) => fillMarked(element("span", { class: type }), line, phrases, opened.normal);
  const shown = hits.map((hit) => {
    const where = [hit.type, hit.units.join("、"), hit.label].filter((line) => line && line !== hit.title);
    return { address: addressOf(hit, phrases), lines: [mark("option-title", hit.title), mark("option-meta", where.join("　"))] };
  });
  return { shown, total: found.documents.length, isSearchable: phrases.length > 0 };
}
