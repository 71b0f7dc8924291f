import type { Peer } from './peer.ts';

/** Resolves when all sockets, which were told to close, have closed; those that have not after `graceMs` are cut. */
export const untilGone = async (peers: ReadonlySet<Peer>, graceMs: number): Promise<void> => {
  const cut = setTimeout(() => { for (const { socket } of peers) socket.terminate(); }, graceMs);
  await Promise.all([...peers].map(({ socket }) => new Promise<void>((resolve) => { socket.once('close', () => { resolve(); }); })));
  clearTimeout(cut);
};
