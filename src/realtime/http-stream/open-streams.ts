import type { ServerResponse } from 'node:http';
import { AppError } from '../../shared/app-error.ts';

/** The streams of this process, so that they end with it. */
export interface OpenStreams {
  /** Counts a stream in until its response is closed. @throws AppError SERVICE_UNAVAILABLE while the process stops */
  readonly enter: (response: ServerResponse, end: (error: AppError) => void) => void;
  readonly size: () => number;
  /** Ends all of them; cuts those whose clients have not taken the end after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const stopping = () => new AppError('SERVICE_UNAVAILABLE', 'The server is stopping. Connect again, with your last cursor.', { retryAfter: 1_000 });

export const openStreams = (): OpenStreams => {
  const open = new Map<ServerResponse, (error: AppError) => void>();
  let onEmpty: (() => void) | null = null;

  return {
    enter: (response, end) => {
      if (onEmpty) throw stopping();
      open.set(response, end);
      response.once('close', () => {
        open.delete(response);
        if (open.size === 0) onEmpty?.();
      });
    },
    size: () => open.size,
    stop: async (graceMs) => {
      const empty = new Promise<void>((resolve) => { onEmpty = resolve; });
      if (open.size === 0) return;
      const cut = setTimeout(() => { for (const response of open.keys()) response.destroy(); }, graceMs);
      for (const end of open.values()) end(stopping());
      await empty;
      clearTimeout(cut);
    },
  };
};
