/* Is a passphrase good? Nobody can tell from looking at it, and this does not pretend to: it says what is known. */

import { problemOf, SHORTEST } from "./vault.js";

const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";
const WORDS = 4;

/** Four made words that can be said aloud (proquints, Wilkerson 2009): 64 bits from the machine's own randomness. */
export function suggested(random = crypto.getRandomValues(new Uint16Array(WORDS))) {
  return Array.from(random, word).join("-");
}

/** What can honestly be said of it, while it is typed. */
export function strength(passphrase) {
  const length = [...passphrase].length;
  if (!length) return "";
  if (length < SHORTEST) return `${length} of at least ${SHORTEST} characters`;
  const problem = problemOf(passphrase);
  if (problem) return problem;
  return `${length} characters: it can be used. It is as strong as it is hard to guess, which nobody can see from here: no name, date, place or sentence from a book`;
}

function word(bits) {
  const [one, two, three, four, five] = [bits >> 12, bits >> 10, bits >> 6, bits >> 4, bits];
  return CONSONANTS[one & 15] + VOWELS[two & 3] + CONSONANTS[three & 15] + VOWELS[four & 3] + CONSONANTS[five & 15];
}
