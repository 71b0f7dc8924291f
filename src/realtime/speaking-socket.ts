import { WebSocket } from 'ws';

const TOO_BIG = 1009;

/** A WebSocket of ours that says why it closes over a message above the limit, where `ws` by itself gives the bare code. */
export const speakingSocket = (messageBytes: number) =>
  class extends WebSocket {
    override close(code?: number, reason?: string | Buffer): void {
      super.close(code, code === TOO_BIG && reason === undefined ? `Message larger than ${messageBytes} bytes: send less at once` : reason);
    }
  };
