import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import type { Body } from '../body.ts';
import type { Framing } from './framing.ts';
import { keepStream } from './keep-stream.ts';

export interface StreamToSend {
  readonly response: ServerResponse;
  readonly framing: Framing;
  readonly results: AsyncIterator<Body>;
  /** Aborted, with the error, when the stream must end although there is more; also when the response is closed. */
  readonly over: AbortSignal;
  readonly heartbeatMs: number;
  readonly format: (error: unknown) => GraphQLFormattedError;
}

/** Resolves when the client has taken what was written, or when nothing more is to be. */
const drained = async (response: ServerResponse, over: AbortSignal): Promise<void> => {
  await once(response, 'drain', { signal: over }).catch(() => undefined);
};

const sendResults = async ({ response, framing, results, over }: StreamToSend, onSent: () => void): Promise<void> => {
  for (let step = await results.next(); !step.done && !over.aborted; step = await results.next()) {
    const fits = response.write(framing.result(step.value));
    onSent();
    // Nothing is taken that the client does not take from us.
    if (!fits) await drained(response, over);
  }
};

/** Sends results as they come, never faster than they are taken, and ends the response. The head is written already. */
export const sendStream = async (stream: StreamToSend): Promise<void> => {
  const { response, framing, results, over, heartbeatMs, format } = stream;
  let mayBeat = framing.beatsFirst;
  const release = () => { results.return?.().catch(() => undefined); };
  over.addEventListener('abort', release, { once: true });
  if (over.aborted) release();
  response.write(framing.opening);
  keepStream(response, heartbeatMs, () => (mayBeat ? framing.heartbeat : null));
  try {
    await sendResults(stream, () => { mayBeat = true; });
    if (!response.destroyed) response.end(over.aborted ? framing.interruption(format(over.reason)) : framing.completion);
  } catch (error) {
    response.end(framing.failure(format(error)));
  }
};
