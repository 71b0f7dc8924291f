import { randomBytes } from 'node:crypto';

/** 144 bits: nobody finds a form by trying, and no two are ever the same. Three bytes are four characters. */
const PUBLIC_ID_BYTES = 18;
const shape = new RegExp(`^[A-Za-z0-9_-]{${(PUBLIC_ID_BYTES / 3) * 4}}$`);

/** What the public addresses of a form contain; safe in a URL, and tells nothing of the team. */
export const newPublicId = (): string => randomBytes(PUBLIC_ID_BYTES).toString('base64url');

export const isPublicId = (text: string): boolean => shape.test(text);
