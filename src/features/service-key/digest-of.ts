import { createHash } from 'node:crypto';

/** Digests have one length whatever the text, so that comparing them takes one time. */
export const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
