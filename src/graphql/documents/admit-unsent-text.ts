import { namesDocument } from './names-document.ts';

/** Almost every message has neither, and is not parsed twice. */
const mayName = /"(?:persistedQuery|documentId)"/;

interface Message {
  type?: unknown;
  payload?: { query?: unknown; documentId?: unknown; extensions?: unknown } | null;
}

const withText = (message: string): string => {
  const read = JSON.parse(message) as Message | null;
  const { type, payload } = read ?? {};
  if (type !== 'subscribe' || !payload || (payload.query ?? null) !== null || !namesDocument(payload)) return message;
  return JSON.stringify({ ...read, payload: { ...payload, query: '' } });
};

/**
 * A `subscribe` message that names its document instead of bringing it gets an empty text, because graphql-ws closes
 * the socket, with all that runs over it, where there is none. Every other message stays as it came.
 */
export const admitUnsentText = (message: string): string => {
  if (!mayName.test(message)) return message;
  try {
    return withText(message);
  } catch {
    return message; // malformed, or nested too deep: for graphql-ws to refuse
  }
};
