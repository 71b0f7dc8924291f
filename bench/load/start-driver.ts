import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Call, Return } from './driver-call.ts';
import type { DriverVerbs } from './driver.ts';

type Verb = keyof DriverVerbs;
type Args<V extends Verb> = Parameters<DriverVerbs[V]> extends [infer Only] ? [Only] : [];

/** The process that holds the clients of one server. */
export interface Driver {
  readonly call: <V extends Verb>(verb: V, ...args: Args<V>) => Promise<Awaited<ReturnType<DriverVerbs[V]>>>;
  readonly stop: () => void;
}

export const startDriver = (): Driver => {
  const child = fork(join(import.meta.dirname, 'driver.ts'), { env: { PATH: process.env.PATH ?? '' }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let calls = 0;
  child.on('message', ({ id, value, error }: Return) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(value as never);
    else call?.reject(new Error(error));
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The driver ended with ${String(code)}.`));
  });
  return {
    call: (verb, ...args) =>
      new Promise((resolve, reject) => {
        calls += 1;
        waiting.set(calls, { resolve, reject });
        child.send({ id: calls, verb, args: args[0] } satisfies Call);
      }),
    stop: () => { child.kill('SIGKILL'); },
  };
};
