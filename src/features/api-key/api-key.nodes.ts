import { getApiKey } from './get-api-key.ts';

/** How `node(id)` reads a key. */
export const apiKeyNodes = { key: getApiKey };
