import type { WorkerName } from '../playground-settings.ts';

const isWorkerName = (label: string): label is WorkerName => label === 'json' || label === 'graphql';

/** Monaco looks for this global when it first needs a worker. */
export const provideMonacoWorkers = (urls: Record<WorkerName, string>) => {
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_id: string, label: string) =>
        new Worker(urls[isWorkerName(label) ? label : 'editor'], { type: 'module' }),
    },
  });
};
