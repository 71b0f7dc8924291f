import type { ServerResponse } from 'node:http';
import { AppError } from '../../shared/app-error.ts';

/** The streams of this process, so that they end with it. */
export interface OpenStreams {
  /** Counts a stream in until its response is closed. @throws AppError SERVICE_UNAVAILABLE while the process stops */
  readonly enter: (response: ServerResponse, end: (error: AppError) => void) => void;
  readonly size: () => number;
  /** From now on none is taken. */
  readonly refuse: () => void;
  /** What ends each of those that are open now. */
  readonly open: () => (() => void)[];
  /** Ends all of them; cuts those whose clients have not taken the end after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
}

const old = () => new AppError('SERVICE_UNAVAILABLE', 'This stream is old. Connect again, with your last cursor.', { retryAfter: 1_000 });
const stopping = () => new AppError('SERVICE_UNAVAILABLE', 'The server is stopping. Connect again, with your last cursor.', { retryAfter: 1_000 });

/** `maxAgeMs`: each is ended at a random age from half of this, as sockets are. */
export const openStreams = (maxAgeMs: number): OpenStreams => {
  const open = new Map<ServerResponse, (error: AppError) => void>();
  let isStopping = false;
  let onEmpty: () => void = () => undefined;

  return {
    enter: (response, end) => {
      if (isStopping) throw stopping();
      open.set(response, end);
      const ageing = setTimeout(() => { end(old()); }, maxAgeMs * (0.5 + Math.random() / 2)).unref();
      response.once('close', () => {
        clearTimeout(ageing);
        open.delete(response);
        if (open.size === 0) onEmpty();
      });
    },
    size: () => open.size,
    refuse: () => { isStopping = true; },
    open: () => [...open.values()].map((end) => () => { end(stopping()); }),
    stop: async (graceMs) => {
      isStopping = true;
      const empty = new Promise<void>((resolve) => { onEmpty = resolve; });
      if (open.size === 0) return;
      const cut = setTimeout(() => { for (const response of open.keys()) response.destroy(); }, graceMs);
      for (const end of open.values()) end(stopping());
      await empty;
      clearTimeout(cut);
    },
  };
};
