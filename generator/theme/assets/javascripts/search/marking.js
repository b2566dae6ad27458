/* Phrases in a text: where they are, the excerpt that shows them best, and DOM nodes that mark them. */

const LENGTH = 80;
const LEAD = 24; // characters before a hit at most, when its sentence began earlier
const SENTENCE_END = /[。！？；!?;]/u;

/** `[start, end, phrase number]` of every occurrence, by start; offsets are those of JavaScript strings. */
export function occurrencesIn(text, phrases, normal) {
  const { characters, starts, ends } = normal.traced(text);
  const found = [];
  phrases.forEach((phrase, number) => {
    for (let at = characters.indexOf(phrase[0]); at >= 0; at = characters.indexOf(phrase[0], at + 1)) {
      if (phrase.every((character, offset) => characters[at + offset] === character)) {
        found.push([starts[at], ends[at + phrase.length - 1], number]);
      }
    }
  });
  return found.sort((left, right) => left[0] - right[0] || left[1] - right[1]);
}

/** The same stretches without overlaps: `[start, end]`. */
export function merged(found) {
  const result = [];
  for (const [start, end] of found) {
    const last = result[result.length - 1];
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** Puts `text` into `element` with every occurrence in a `mark`. Text nodes only, so nothing in it is ever markup. */
export function fillMarked(element, text, phrases, normal) {
  let at = 0;
  for (const [start, end] of merged(occurrencesIn(text, phrases, normal))) {
    const mark = document.createElement("mark");
    mark.append(text.slice(start, end));
    element.append(text.slice(at, start), mark);
    at = end;
  }
  element.append(text.slice(at));
  return element;
}

/**
 * About eighty characters of the paragraphs that show as many of the phrases as possible, best place first;
 * a second piece where one place does not hold them all. Without any occurrence, the beginning.
 */
export function excerptOf(paragraphs, phrases, normal) {
  const pieces = [];
  const missing = new Set(phrases.keys());
  while (missing.size && pieces.length < 2) {
    const best = bestPiece(paragraphs, phrases, normal, missing);
    if (!best) break;
    pieces.push(best.text);
    best.shown.forEach((number) => missing.delete(number));
  }
  if (pieces.length) return pieces.join(" ");
  const first = paragraphs.find((paragraph) => paragraph.trim()) || "";
  return cut(first, 0, LENGTH);
}

/** The window with the most of the wanted phrases, then the most occurrences, then the earliest. */
function bestPiece(paragraphs, phrases, normal, wanted) {
  let best = null;
  for (const paragraph of paragraphs) {
    const found = occurrencesIn(paragraph, phrases, normal).filter(([, , number]) => wanted.has(number));
    for (const [start, end] of found) {
      const from = sentenceStart(paragraph, start);
      const to = Math.max(from + LENGTH, end);
      const within = found.filter((one) => one[0] >= from && one[1] <= to);
      const shown = new Set(within.map((one) => one[2]));
      if (!best || shown.size > best.shown.size || (shown.size === best.shown.size && within.length > best.count)) {
        best = { shown, count: within.length, paragraph, from, to };
      }
    }
  }
  return best && { shown: best.shown, text: cut(best.paragraph, best.from, best.to) };
}

/** Where the sentence of a hit begins, or a little before the hit in a long one. */
function sentenceStart(text, hit) {
  for (let at = hit; at > hit - LEAD; at--) {
    if (at === 0 || SENTENCE_END.test(text[at - 1])) return at;
  }
  return hit - LEAD;
}

/** A part of the text, never half a character, with dots where something is left out. */
function cut(text, from, to) {
  const isInside = (at) => at > 0 && at < text.length && /[\udc00-\udfff]/.test(text[at]);
  const start = isInside(from) ? from + 1 : from;
  const end = isInside(to) ? to + 1 : to;
  const isSentence = start === 0 || SENTENCE_END.test(text[start - 1]);
  return (isSentence ? "" : "……") + text.slice(start, end) + (end < text.length ? "……" : "");
}
