import type { ServerResponse } from 'node:http';

/** Beats in which nothing at all was taken; then the reader counts as gone. */
const PATIENCE = 3;

/**
 * Beats every `intervalMs` until the response is closed: writes what `beat` gives where nothing else waits to be sent,
 * and cuts a reader that has taken nothing of what waits for it for three beats. Until then all that happens waits for it.
 */
export const keepStream = (response: ServerResponse, intervalMs: number, beat: () => string | null): void => {
  let waiting = 0;
  let idle = 0;
  const timer = setInterval(() => {
    const { writableLength } = response;
    idle = writableLength > 0 && writableLength === waiting ? idle + 1 : 0;
    waiting = writableLength;
    if (idle >= PATIENCE) response.destroy();
    if (writableLength > 0 || response.writableEnded) return;
    const text = beat();
    if (text !== null) response.write(text);
  }, intervalMs).unref();
  response.once('close', () => { clearInterval(timer); });
};
