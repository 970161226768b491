// Random numbers that depend on nothing but who draws what: the twin of chance.py, where it is explained.

const COURSE = 0x56325654,
  TWO_32 = 4294967296;
export const PEOPLE = 0;
export const EVENTS = 1;

/** The upper half of the 64-bit product of two 32-bit words, worked out from halves: low 0, high 1. */
function mulHigh(a, b) {
  const a0 = a & 0xffff,
    a1 = a >>> 16,
    b0 = b & 0xffff,
    b1 = b >>> 16;
  const low = a0 * b0,
    left = a0 * b1,
    right = a1 * b0;
  const middle = (low >>> 16) + (left & 0xffff) + (right & 0xffff);
  return (a1 * b1 + (left >>> 16) + (right >>> 16) + (middle >>> 16)) >>> 0;
}

/** Philox 4x32-10 into `out` (a Uint32Array): four words of a counter and a key of two words. */
function philoxInto(out, x0, x1, x2, x3, k0, k1) {
  for (let round = 0; round < 10; round++) {
    const highA = mulHigh(0xd2511f53, x0),
      productA = Math.imul(0xd2511f53, x0) >>> 0;
    const highB = mulHigh(0xcd9e8d57, x2),
      productB = Math.imul(0xcd9e8d57, x2) >>> 0;
    const next = (highB ^ x1 ^ k0) >>> 0;
    x2 = (highA ^ x3 ^ k1) >>> 0;
    x0 = next;
    x1 = productB;
    x3 = productA;
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/** Philox 4x32-10: four words [x0, x1, x2, x3] of a counter and a key (two words). */
export function philox(counter, key) {
  const out = new Uint32Array(4);
  philoxInto(out, ...counter, ...key);
  return [...out];
}

/** Four random words of draw number `draw` of `who`, into `out`: nothing is allocated. */
export const drawWords = (out, who, draw, seed, stream) => philoxInto(out, who, draw, stream, 0, seed, COURSE);

/** Four random words of draw number `draw` of `who`. */
export const words = (who, draw, seed, stream = PEOPLE) => philox([who, draw, stream, 0], [seed, COURSE]);

/** A number between 0 and 1, ends excluded, from a word. */
export const shareOf = (word) => (word + 0.5) / TWO_32;

export const uniform = (who, draw, seed) => shareOf(words(who, draw, seed)[0]);

/** A bell-shaped number: mean 0, standard deviation 1, never beyond 3.4642. */
export function bell(who, draw, seed) {
  const [w0, w1, w2, w3] = words(who, draw, seed);
  return ((w0 + w1 + w2 + w3 + 2) / TWO_32 - 2) * 1.7320508075688772;
}
