/* The normal form of texts and queries; the same mapping as generator/search/normal_form.py. */

/** @param ignored [first, last] code points, ascending: what is no part of a phrase. */
export function normaliser(ignored) {
  const known = new Map();

  function isIgnored(code) {
    let low = 0;
    let high = ignored.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = ignored[middle];
      if (code < first) high = middle - 1;
      else if (code > last) low = middle + 1;
      else return true;
    }
    return false;
  }

  /** What one character becomes: often itself, sometimes nothing, sometimes several characters. */
  function ofCharacter(character) {
    let result = known.get(character);
    if (result === undefined) {
      result = Array.from(character.normalize("NFKC").toLowerCase()).filter((one) => !isIgnored(one.codePointAt(0)));
      known.set(character, result);
    }
    return result;
  }

  /** The normal form as an array of characters. */
  function characters(text) {
    const result = [];
    for (const character of text) for (const one of ofCharacter(character)) result.push(one);
    return result;
  }

  /** The normal form with, for each character, where in `text` the character it comes from starts and ends. */
  function traced(text) {
    const found = { characters: [], starts: [], ends: [] };
    let start = 0;
    for (const character of text) {
      const end = start + character.length;
      for (const one of ofCharacter(character)) {
        found.characters.push(one);
        found.starts.push(start);
        found.ends.push(end);
      }
      start = end;
    }
    return found;
  }

  return { characters, traced };
}
