/* Marks the phrases of ?h=… in the page that a result led to. */

const BLOCKS = "h1, h2, h3, p, li, dd, td, th";

const given = new URLSearchParams(location.search).getAll("h").filter(Boolean);

/** Marks the phrases in a block, whatever elements they run through. */
function markIn(block, stretchesIn) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(BLOCKS) !== block) continue;
    nodes.push([text.length, node]);
    text += node.data;
  }
  const stretches = stretchesIn(text).reverse();
  // From the end, so that what is split off does not move what is still to come.
  for (const [start, end] of stretches) {
    for (const [at, node] of [...nodes].reverse()) {
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, node.data.length);
      if (from >= to) continue;
      const hit = node.splitText(from);
      hit.splitText(to - from);
      const mark = document.createElement("mark");
      hit.replaceWith(mark);
      mark.append(hit);
    }
  }
}

async function markPage() {
  const [{ archive }, { merged, occurrencesIn }] = await Promise.all([import("./engine.js"), import("./marking.js")]);
  const { normal } = await archive();
  const phrases = given.map((text) => normal.characters(text)).filter((phrase) => phrase.length);
  const stretchesIn = (text) => merged(occurrencesIn(text, phrases, normal));
  for (const block of document.querySelectorAll(".md-content article")) {
    for (const one of block.querySelectorAll(BLOCKS)) markIn(one, stretchesIn);
  }
  const first = document.querySelector(".article-body mark, .covering mark");
  if (first && !location.hash && !document.querySelector("h1 mark")) first.scrollIntoView({ block: "center" });
}

if (given.length) markPage().catch(() => {}); // the page can be read without marks
