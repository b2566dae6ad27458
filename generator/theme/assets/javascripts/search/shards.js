/* The files of the index (docs/search-index.md): fetching, keeping and decoding them. */

const KEPT_SHARDS = 256;
const FRESH = 60000; // milliseconds

/** The site's root, whatever folder it is served from. */
export const ROOT = new URL("../../../", import.meta.url);

/** A file did not arrive: the network, or a server that is being updated. */
export class FetchFailed extends Error {}

async function fetched(url, read) {
  let response;
  try {
    // Always ask whether the kept copy is still the newest: files of two builds do not fit together.
    response = await fetch(url, { cache: "no-cache" });
    if (response.ok) return await read(response);
  } catch (error) {
    throw new FetchFailed(`${url}: ${error}`);
  }
  throw new FetchFailed(`${url}: ${response.status}`);
}

const asText = (response) => response.text();
const asJson = (response) => response.json();
const asBytes = async (response) => new Uint8Array(await response.arrayBuffer());

/** Remembers what `make(key)` promised, the most recent `limit` of it; failures are forgotten. */
export function remembered(make, limit) {
  const kept = new Map();
  const recall = (key) => {
    let promise = kept.get(key);
    kept.delete(key);
    if (!promise) {
      promise = make(key);
      promise.catch(() => kept.get(key) === promise && kept.delete(key));
    }
    kept.set(key, promise);
    if (kept.size > limit) kept.delete(kept.keys().next().value);
    return promise;
  };
  recall.forget = () => kept.clear();
  return recall;
}

const fetchedIndex = remembered(() => fetched(new URL("search/index.json", ROOT), asText), 1);
const shard = remembered((number) => fetched(new URL(`search/shards/${number}.bin`, ROOT), asBytes), KEPT_SHARDS);
export const textOf = remembered((path) => fetched(new URL(`search/text/${path}.json`, ROOT), asJson), KEPT_SHARDS);

let current = { text: "", index: null };
let askedAt = -Infinity;

/**
 * The content of index.json, the same object as long as it is the same. A page may stay open while the site is built
 * anew: after a minute it is asked for again, and if it has changed, nothing that was kept is used any more.
 */
export async function indexFile() {
  if (performance.now() - askedAt > FRESH) {
    fetchedIndex.forget();
    askedAt = performance.now();
  }
  const text = await fetchedIndex("");
  if (text !== current.text) {
    shard.forget();
    textOf.forget();
    current = { text, index: JSON.parse(text) };
  }
  return current.index;
}

/** The shard that holds a key, out of `shards` (a power of two). */
export function shardOf(first, second, shards) {
  if (shards === 1) return 0;
  const hash = Math.imul(Math.imul(first, 31) + second, 0x9e3779b1);
  return hash >>> (32 - Math.log2(shards));
}

/** The list of positions of a key in each segment, in order of the segments; empty where it does not occur. */
export async function positionsOf(first, second, shards) {
  const bytes = await shard(shardOf(first, second, shards));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lists = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint32(at, true);
    lists.push(listIn(bytes, at + 4, first, second));
    at += 4 + length;
  }
  return lists;
}

const NOTHING = new Uint32Array(0);

/** The list of a key in the block that starts at `at`. */
function listIn(bytes, at, first, second) {
  const next = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  let before = 0;
  let found = null;
  for (let keys = next(); keys > 0; keys--) {
    const isWanted = next() === first;
    const isPair = next() === second;
    const length = next();
    if (isWanted && isPair) found = [before, length];
    before += length;
  }
  if (!found) return NOTHING;

  at += found[0];
  const end = at + found[1];
  const positions = new Uint32Array(found[1]);
  let count = 0;
  for (let position = 0; at < end; count++) {
    position += next();
    positions[count] = position;
  }
  return positions.subarray(0, count);
}
