/* Exact search: every document that holds all phrases, and no other. */

import { documentsOf } from "./documents.js";
import { normaliser } from "./normal-form.js";
import { pairOffsets, phrasesOf } from "./query.js";
import { indexFile, positionsOf } from "./shards.js";

const DAMPING = 200; // so that a note of one sentence does not come before an article about the matter
const AT_ONCE = 8; // pairs of a phrase, and phrases of a query, that are asked for together

let opened = { index: null };

/** Everything a search needs before its first phrase: `{index, documents, normal}`. */
export async function archive() {
  const index = await indexFile();
  if (index !== opened.index) opened = { index, documents: documentsOf(index), normal: normaliser(index.ignored) };
  return opened;
}

/**
 * Looks a query up: `{archive, phrases, documents, scores}`. `documents` are ascending numbers of those that hold every
 * phrase; `scores` says about each what ranking needs.
 */
export async function search(text) {
  const own = await archive();
  const phrases = phrasesOf(text, own.normal);
  let found = null;
  for (let at = 0; at < phrases.length && !(found && !found.documents.length); at += AT_ONCE) {
    const some = phrases.slice(at, at + AT_ONCE);
    const each = await Promise.all(some.map((phrase) => documentsWith(phrase, own)));
    for (const one of each) found = found ? both(found, one) : one;
  }
  return { archive: own, text, phrases, ...(found || nothing()) };
}

/** In how many documents each phrase occurs on its own. */
export function countsOf(phrases, own) {
  return Promise.all(phrases.map(async (phrase) => (await documentsWith(phrase, own)).documents.length));
}

const nothing = () => ({ documents: [], scores: [] });

/** The documents that hold a phrase. A score is `{whole, titles, density}`, see ranking.js. */
async function documentsWith(phrase, { index, documents }) {
  const positions = await occurrences(phrase, index);
  const found = nothing();
  positions.forEach((list, segment) => {
    const [first, end] = documents.segments[segment];
    let at = 0;
    for (let document = first; document < end && at < list.length; document++) {
      const start = documents.starts[document];
      const past = start + documents.lengths[document];
      if (list[at] >= past) continue;
      const titleEnd = start + documents.titles[document];
      const inTitle = list[at] < titleEnd;
      const isTitle = list[at] === start && documents.titles[document] === phrase.length;
      const before = at;
      while (at < list.length && list[at] < past) at++;
      const density = (at - before) / (documents.lengths[document] + DAMPING);
      found.documents.push(document);
      found.scores.push({ whole: isTitle, titles: inTitle ? 1 : 0, density });
    }
  });
  return found;
}

/** Ascending positions of a phrase in each segment. Of a single character, its first in each document. */
async function occurrences(phrase, index) {
  const codes = phrase.map((character) => character.codePointAt(0));
  if (codes.length === 1) return positionsOf(codes[0], 0, index.shards);
  const offsets = pairOffsets(codes.length);
  let candidates = null;
  for (let at = 0; at < offsets.length; at += AT_ONCE) {
    const some = offsets.slice(at, at + AT_ONCE);
    const lists = await Promise.all(some.map((offset) => positionsOf(codes[offset], codes[offset + 1], index.shards)));
    lists.forEach((segments, number) => {
      const offset = some[number];
      candidates = candidates
        ? candidates.map((list, segment) => meet(list, segments[segment], offset))
        : segments.map((list) => list);
    });
    if (candidates.every((list) => !list.length)) break;
  }
  return candidates;
}

/** Those of `starts` that have a position in `list` at `offset` behind them. Both are ascending. */
function meet(starts, list, offset) {
  const kept = new Uint32Array(Math.min(starts.length, list.length));
  let count = 0;
  let at = 0;
  for (const start of starts) {
    const wanted = start + offset;
    while (at < list.length && list[at] < wanted) at++;
    if (at === list.length) break;
    if (list[at] === wanted) kept[count++] = start;
  }
  return kept.subarray(0, count);
}

/** The documents in both, with their scores added up. */
function both(left, right) {
  const found = nothing();
  let at = 0;
  left.documents.forEach((document, number) => {
    while (at < right.documents.length && right.documents[at] < document) at++;
    if (right.documents[at] !== document) return;
    const one = left.scores[number];
    const other = right.scores[at];
    found.documents.push(document);
    found.scores.push({
      whole: one.whole || other.whole,
      titles: one.titles + other.titles,
      density: one.density + other.density,
    });
  });
  return found;
}
