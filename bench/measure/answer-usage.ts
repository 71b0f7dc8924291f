/**
 * Preloaded into every server under test (`node --import`): answers the bench over IPC, so that no server knows of it.
 * Asked `{ measure: 'usage' }`, it tells the CPU time spent so far and the memory in use; `collect` first collects garbage.
 */
interface Question {
  measure: 'usage';
  collect: boolean;
}

const isQuestion = (message: unknown): message is Question => typeof message === 'object' && message !== null && 'measure' in message && message.measure === 'usage';

process.on('message', (message: unknown) => {
  if (!isQuestion(message)) return;
  if (message.collect) for (let pass = 0; pass < 3; pass += 1) globalThis.gc?.();
  process.send?.({ usage: { cpu: process.cpuUsage(), memory: process.memoryUsage() } });
});

// The bench must not be what keeps a server alive.
process.channel?.unref();
