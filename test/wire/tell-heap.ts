import { heapInUse } from '../attack/heap.ts';

// Loaded into a server process before its own modules: the parent asks for the heap, and is told what is still in use.
process.on('message', (message) => {
  if (message === 'heap?') process.send?.({ heap: heapInUse() });
});
// What listens to the parent would keep the process from ending.
process.channel?.unref();
