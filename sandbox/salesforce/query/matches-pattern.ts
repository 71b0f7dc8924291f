import type { PatternPart } from './tokens.ts';

/** Whether the whole text is as the pattern says. No pattern can make it slow: ANY goes back to its last place only. */
export function matchesPattern(pattern: readonly PatternPart[], text: string): boolean {
  let part = 0;
  let letter = 0;
  let anyAt = -1;
  let anyUntil = 0;
  while (letter < text.length) {
    const wanted = pattern[part];
    if (wanted === 'ANY') {
      anyAt = part;
      anyUntil = letter;
      part += 1;
    } else if (wanted === 'ONE' || (wanted !== undefined && wanted.letter === text.charAt(letter))) {
      part += 1;
      letter += 1;
    } else if (anyAt >= 0) {
      anyUntil += 1;
      part = anyAt + 1;
      letter = anyUntil;
    } else {
      return false;
    }
  }
  return pattern.slice(part).every((rest) => rest === 'ANY');
}
