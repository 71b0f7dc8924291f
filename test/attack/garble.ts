import { hostileTexts } from './hostile-values.ts';
import type { Random } from './random.ts';

/** A text with characters exchanged, dropped or doubled, so that it is no JSON, or another than it was. */
export const garble = (random: Random, text: string): string => {
  const at = random.below(text.length + 1);
  return random.pick([
    text.slice(0, at), text.slice(0, at) + random.pick(hostileTexts) + text.slice(at), text.slice(0, at) + text.slice(at + 1), `${text}${text}`, `[${text}]`, `\ufeff${text}`,
    text.replace(/"(\w+)":/, '"$1":null,"$1":'), text.replace('{', '{"__proto__":{"admin":true},'),
  ]);
};
