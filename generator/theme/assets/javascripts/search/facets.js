/* Filters: what may be chosen, how many results each choice has, and which results remain. */

/** Names of the filters in the address, with what they are called. */
export const FACETS = { type: "类型", year: "年份", unit: "单位", in: "期 / 通报" };
const NAMES = Object.keys(FACETS);

/** The values of a document in each filter. */
function valuesOf(document, { index, documents }) {
  const month = documents.months[document];
  const issue = documents.issues[document];
  const printed = [];
  if (issue) printed.push(`issue-${issue}`);
  if (month) printed.push(`notice-${month}`);
  return {
    type: [index.types[documents.types[document]]],
    year: month || issue ? [(issue || month).slice(0, 4)] : [],
    unit: documents.units[document].map((unit) => index.units[unit]),
    in: printed,
  };
}

/**
 * Which of the found documents remain, and how many each value has.
 * A count is over the results that the other filters leave: what choosing the value (too) would show.
 */
export function filtered(found, chosen) {
  const wanted = NAMES.map((name) => new Set(chosen[name]));
  const counts = Object.fromEntries(NAMES.map((name) => [name, new Map()]));
  const kept = [];
  found.documents.forEach((document, place) => {
    const values = valuesOf(document, found.archive);
    const misses = NAMES.filter((name, at) => wanted[at].size && !values[name].some((value) => wanted[at].has(value)));
    if (!misses.length) kept.push(place);
    for (const name of NAMES) {
      if (misses.length && !(misses.length === 1 && misses[0] === name)) continue;
      for (const value of values[name]) counts[name].set(value, (counts[name].get(value) || 0) + 1);
    }
  });
  return { kept, counts: Object.fromEntries(NAMES.map((name) => [name, sorted(name, counts[name], chosen[name], found)])) };
}

/** `[value, count]` in the order of showing; chosen values stay, even with nothing left. */
function sorted(name, counts, chosen, { archive }) {
  for (const value of chosen) if (!counts.has(value)) counts.set(value, 0);
  const orders = {
    type: (left, right) => archive.index.types.indexOf(left[0]) - archive.index.types.indexOf(right[0]),
    year: (left, right) => (left[0] < right[0] ? 1 : -1),
    unit: (left, right) =>
      right[1] - left[1] || archive.index.units.indexOf(left[0]) - archive.index.units.indexOf(right[0]),
    in: (left, right) => (left[0] < right[0] ? 1 : -1),
  };
  return Array.from(counts).sort(orders[name]);
}

/** What a value is called. */
export function labelOf(name, value) {
  if (name === "year") return `${value}年`;
  if (name !== "in") return value;
  const [kind, year, number] = value.split("-");
  if (!Number(number)) return value;
  return `${year}年${kind === "issue" ? "第" : ""}${Number(number)}${kind === "issue" ? "期" : "月通报"}`;
}
