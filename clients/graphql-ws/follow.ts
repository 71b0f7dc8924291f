import type { Client, FormattedExecutionResult, Sink, SubscribePayload } from 'graphql-ws';
import { resume, type ResumeOptions } from '../resume.ts';

/** What of a client of graphql-ws is needed to follow a stream. */
type Subscriber = Pick<Client, 'subscribe'>;

/** `client.subscribe`, but over reconnects every event arrives once: nothing is missed and nothing repeated. */
export const follow = <Data = Record<string, unknown>>(
  client: Subscriber,
  payload: SubscribePayload,
  sink: Sink<FormattedExecutionResult<Data>>,
  options?: ResumeOptions,
): (() => void) => resume<FormattedExecutionResult<Data>>((extensions, inner) => client.subscribe<Data>({ ...payload, extensions }, inner), payload.extensions, sink, options);

/** The same as an iterator, for `for await`. Leaving the loop ends the subscription; its error is thrown. */
export const iterate = <Data = Record<string, unknown>>(
  client: Subscriber,
  payload: SubscribePayload,
  options?: ResumeOptions,
): AsyncIterableIterator<FormattedExecutionResult<Data>, void> => {
  const arrived: FormattedExecutionResult<Data>[] = [];
  let wake = (): void => undefined;
  let end: { readonly error?: unknown } | undefined;
  const finish = (how: { readonly error?: unknown }) => {
    end ??= how;
    wake();
  };
  const stop = follow<Data>(client, payload, {
    next: (result) => {
      arrived.push(result);
      wake();
    },
    error: (error) => { finish({ error }); },
    complete: () => { finish({}); },
  }, options);

  const results = (async function* () {
    for (;;) {
      for (let result = arrived.shift(); result !== undefined; result = arrived.shift()) yield result;
      if (end !== undefined) {
        if ('error' in end) throw end.error;
        return;
      }
      await new Promise<void>((resolve) => { wake = resolve; });
    }
  })();
  // A generator that waits would only return after the next event.
  const leave = results.return.bind(results);
  results.return = (value) => {
    stop();
    arrived.length = 0;
    finish({});
    return leave(value);
  };
  return results;
};
