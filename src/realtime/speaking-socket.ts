import { WebSocket } from 'ws';

const TOO_BIG = 1009;

/**
 * A WebSocket of ours that says why it closes over a message above the limit, where `ws` by itself gives the bare code.
 * It remembers the code that it closed with, or was closed with first: a peer that does not answer would hide it.
 */
export const speakingSocket = (messageBytes: number) =>
  class extends WebSocket {
    saidCode: number | undefined;

    override close(code?: number, reason?: string | Buffer): void {
      this.saidCode ??= code;
      super.close(code, code === TOO_BIG && reason === undefined ? `Message larger than ${messageBytes} bytes: send less at once` : reason);
    }
  };

export type SpeakingSocket = InstanceType<ReturnType<typeof speakingSocket>>;
