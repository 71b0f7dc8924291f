const shape = /^lwk_[0-9a-f]{8}_[\w-]{43}$/;

/** Whether a text claims to be the secret of an API key; it may still be malformed. */
export const claimsToBeKey = (text: string): boolean => text.startsWith('lwk_');

/** Whether a text has the shape of our secrets, so that it is worth looking up. */
export const isSecret = (text: string): boolean => shape.test(text);
