/* The order of results. Every order is total: equal ones are told apart by date, then by path. */

export const ORDERS = { "": "相关度", date: "最新", oldest: "最早" };

/** Numbers into `found.documents`, best first. */
export function ranked(found, order) {
  const { documents } = found.archive;
  const places = found.documents.map((_, place) => place);
  const byDate = (left, right) => documents.dates[found.documents[right]] - documents.dates[found.documents[left]];
  const byPath = (left, right) => (documents.paths[found.documents[left]] < documents.paths[found.documents[right]] ? -1 : 1);
  const byRelevance = (left, right) => {
    const one = found.scores[left];
    const other = found.scores[right];
    return Number(other.whole) - Number(one.whole) || other.titles - one.titles || other.density - one.density;
  };
  const compare = {
    "": (left, right) => byRelevance(left, right) || byDate(left, right) || byPath(left, right),
    date: (left, right) => byDate(left, right) || byPath(left, right),
    oldest: (left, right) => byDate(right, left) || byPath(left, right),
  };
  return places.sort(compare[order] || compare[""]);
}
