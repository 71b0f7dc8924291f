import { once } from 'node:events';
import { WebSocket, type ClientOptions } from 'ws';

export interface Frame {
  type: string;
  id?: string;
  payload?: unknown;
}

/** A WebSocket that speaks frames as they are, so that the protocol itself can be tested. */
export class RawClient {
  readonly socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #wakers = new Set<() => void>();
  #closed: { code: number; reason: string } | undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#frames.push(JSON.parse(data.toString()) as Frame);
      this.#wake();
    });
    socket.on('close', (code, reason) => {
      this.#closed = { code, reason: reason.toString() };
      this.#wake();
    });
    socket.on('error', () => undefined);
  }

  /** Opens a socket without a word; `null` offers no sub-protocol. */
  static async open(url: string, protocols: string | string[] | null = 'graphql-transport-ws', options: ClientOptions = {}): Promise<RawClient> {
    const client = new RawClient(protocols === null ? new WebSocket(url, options) : new WebSocket(url, protocols, options));
    await once(client.socket, 'open');
    return client;
  }

  /** Opens a socket, and comes back with the ack. */
  static async greeted(url: string, token: string): Promise<RawClient> {
    const client = await RawClient.open(url);
    client.send({ type: 'connection_init', payload: { token } });
    await client.frame('connection_ack');
    return client;
  }

  send(...frames: (Frame | Record<string, unknown>)[]): void {
    for (const frame of frames) this.socket.send(JSON.stringify(frame));
  }

  /** All frames in one write, so that the server reads them in one go. */
  sendAtOnce(...frames: (Frame | Record<string, unknown>)[]): void {
    const raw = this.socket as WebSocket & { _socket: { cork: () => void; uncork: () => void } };
    raw._socket.cork();
    this.send(...frames);
    raw._socket.uncork();
  }

  subscribe(id: string, query: string, more: Record<string, unknown> = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, ...more } });
  }

  /** The next frame, which must be of this type. */
  async frame(type: string, id?: string): Promise<Frame> {
    await this.#until(() => this.#frames.length > 0 || this.#closed);
    const frame = this.#frames.shift();
    if (frame?.type !== type || (id !== undefined && frame.id !== id))
      throw new Error(`Expected ${type} ${id ?? ''}, got ${JSON.stringify(frame ?? this.#closed)}`);
    return frame;
  }

  async next(id?: string): Promise<{ data?: Record<string, unknown>; errors?: { extensions: Record<string, unknown> }[]; extensions?: { cursor: string } }> {
    return (await this.frame('next', id)).payload as Awaited<ReturnType<RawClient['next']>>;
  }

  async error(id?: string): Promise<{ message: string; extensions: Record<string, unknown> }[]> {
    return (await this.frame('error', id)).payload as Awaited<ReturnType<RawClient['error']>>;
  }

  async closed(): Promise<{ code: number; reason: string }> {
    await this.#until(() => this.#closed);
    return this.#closed ?? { code: 0, reason: '' };
  }

  /** Everything that came and was not asked for, after a ping has come back: nothing more is on its way. */
  async rest(): Promise<Frame[]> {
    this.send({ type: 'ping', payload: { rest: true } });
    await this.#until(() => this.#frames.some(({ type }) => type === 'pong') || this.#closed);
    const frames = this.#frames.splice(0);
    return frames.filter(({ type }) => type !== 'pong');
  }

  close(): void {
    this.socket.terminate();
  }

  #wake(): void {
    for (const wake of this.#wakers) wake();
  }

  async #until(condition: () => unknown): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#wakers.delete(wake);
          resolve();
        };
        this.#wakers.add(wake);
      });
    }
  }
}
