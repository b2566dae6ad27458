/* What the reader typed, as phrases. */

/**
 * The phrases of a query: cut at spaces of any kind, in normal form, each once.
 * A phrase is an array of characters (code points); parts without anything to look for are left out.
 */
export function phrasesOf(text, normal) {
  const phrases = new Map();
  for (const part of text.split(/\s+/u)) {
    const phrase = normal.characters(part);
    if (phrase.length) phrases.set(phrase.join(""), phrase);
  }
  return Array.from(phrases.values());
}

/** Offsets of the pairs that cover a phrase of `length` ≥ 2 characters: 0, 2, 4, … and the last pair. */
export function pairOffsets(length) {
  const offsets = [];
  for (let offset = 0; offset < length - 2; offset += 2) offsets.push(offset);
  offsets.push(length - 2);
  return offsets;
}
