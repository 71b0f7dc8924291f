/** A call over IPC, and what comes back. */
export interface Call {
  readonly id: number;
  readonly verb: string;
  readonly args: unknown;
}

export interface Return {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

type Verbs = Readonly<Record<string, (args: never) => unknown>>;

/** Answers the calls of the parent process with these verbs. */
export const answer = (verbs: Verbs): void => {
  const run = async ({ id, verb, args }: Call): Promise<Return> => {
    try {
      const act = verbs[verb];
      if (!act) throw new Error(`There is no ${verb}.`);
      return { id, value: await act(args as never) };
    } catch (error) {
      return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  };
  process.on('message', (call: Call) => {
    run(call).then((result) => process.send?.(result), () => undefined);
  });
  process.on('disconnect', () => { process.exit(); });
};
