import { timingSafeEqual } from 'node:crypto';
import type { Parts } from '../../shared/context.ts';
import { digestOf } from './digest-of.ts';
import type { ServiceKeyName } from './service-key-settings.ts';

/** Which of the internal keys a text is; null for every other text. It takes as long for any text of the same length. */
export const whichServiceKey = ({ serviceKey }: Parts, text: string): ServiceKeyName | null => {
  const shown = digestOf(text);
  // All of them are compared: stopping at the first match would tell which one it was.
  const equal = (serviceKey?.digests ?? []).filter(({ digest }) => timingSafeEqual(digest, shown));
  return equal[0]?.name ?? null;
};
