import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { CLOSE, encodeFrame, encodeMessage, PING, PONG, TEXT } from './encode-frame.ts';

/** A frame as the server sent it. */
interface ReceivedFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A message of the protocol. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface Closed {
  /** 1006 where the connection ended without a close frame. */
  readonly code: number;
  readonly reason: string;
}

const MARK = 'nothing more';
const SHORT = 126;
const LONG = 127;

/** The first frame in these bytes, and how many of them it takes; null while it is not whole. @throws Error for what no server may send */
const decodeFrame = (bytes: Buffer): { frame: ReceivedFrame; size: number } | null => {
  if (bytes.length < 2) return null;
  const [first = 0, second = 0] = bytes;
  if ((first & 0x70) !== 0 || (first & 0x80) === 0 || (second & 0x80) !== 0) throw new Error(`The server sent a frame with the head ${bytes.subarray(0, 2).toString('hex')}`);
  const head = second === LONG ? 10 : second === SHORT ? 4 : 2;
  if (bytes.length < head) return null;
  if ((first & 8) !== 0 && second >= SHORT) throw new Error('The server sent a control frame of more than 125 bytes');
  const length = second === LONG ? Number(bytes.readBigUInt64BE(2)) : second === SHORT ? bytes.readUInt16BE(2) : second;
  if (bytes.length < head + length) return null;
  return { frame: { opcode: first & 15, payload: bytes.subarray(head, head + length) }, size: head + length };
};

const strict = new TextDecoder('utf-8', { fatal: true });

/**
 * A client made of a bare TCP connection, so that it can send what no library would, and leave what it gets unread.
 * @throws Error, at the next wait, for a frame that no server may send
 */
export class WireSocket {
  readonly tcp: Socket;
  /** The sub-protocol that the server chose. */
  readonly protocol: string | null;
  /** Messages of the protocol that nobody has taken yet, in order. */
  readonly messages: Message[] = [];
  /** Payloads of the WebSocket's own pings and pongs. */
  readonly pings: Buffer[] = [];
  readonly pongs: Buffer[] = [];
  /** Whether it answers the server's pings by itself, as browsers do. */
  answersPings = true;
  #unread: Buffer = Buffer.alloc(0);
  #told: Closed | undefined;
  #closed: Closed | undefined;
  #fault: unknown;
  #wake: () => void = () => undefined;

  private constructor(tcp: Socket, protocol: string | null) {
    this.tcp = tcp;
    this.protocol = protocol;
    tcp.on('data', (chunk) => { this.#read(chunk); });
    tcp.on('error', () => undefined);
    tcp.on('close', () => {
      this.#closed = this.#told ?? { code: 1006, reason: '' };
      this.#wake();
    });
  }

  /** Opens a connection and upgrades it; `protocol` null offers none. @throws Error with the answer when it is refused */
  static async open(url: string, protocol: string | null = 'graphql-transport-ws'): Promise<WireSocket> {
    const { hostname, port, pathname } = new URL(url);
    const tcp = connect({ host: hostname, port: Number(port), noDelay: true });
    const offer = protocol === null ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`;
    tcp.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\n${offer}\r\n`);
    let answer = Buffer.alloc(0);
    while (!answer.includes('\r\n\r\n')) {
      const [chunk] = (await once(tcp, 'data')) as [Buffer];
      answer = Buffer.concat([answer, chunk]);
    }
    const head = answer.indexOf('\r\n\r\n') + 4;
    const told = answer.toString('latin1', 0, head);
    if (!told.startsWith('HTTP/1.1 101 ')) {
      tcp.destroy();
      throw new Error(answer.toString());
    }
    const socket = new WireSocket(tcp, /^sec-websocket-protocol: (.*)\r$/im.exec(told)?.[1] ?? null);
    socket.#read(answer.subarray(head));
    return socket;
  }

  /** Opens a connection, and comes back with the ack. */
  static async greeted(url: string, token: string): Promise<WireSocket> {
    const socket = await WireSocket.open(url);
    socket.write(encodeMessage({ type: 'connection_init', payload: { token } }));
    await socket.next('connection_ack');
    return socket;
  }

  /** Everything in one piece, so that the server reads it in one go. */
  write(...bytes: readonly Buffer[]): void {
    this.tcp.write(Buffer.concat(bytes));
  }

  /** What the server said when it closed, or that it hung up. */
  get closed(): Closed | undefined {
    return this.#told ?? this.#closed;
  }

  /** Waits until the condition holds or the server has closed. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition() && !this.closed) await new Promise<void>((resolve) => { this.#wake = resolve; });
    if (this.#fault) throw this.#fault as Error;
  }

  /** Waits for the end; a connection that has been told so is closed from here. */
  async untilClosed(): Promise<Closed> {
    await this.until(() => false);
    this.tcp.destroy();
    return this.closed ?? { code: 0, reason: '' };
  }

  /** The next message, which must be of this type. */
  async next(type: string): Promise<Message> {
    await this.until(() => this.messages.length > 0);
    const message = this.messages.shift();
    if (message?.type !== type) throw new Error(`Expected ${type}, got ${JSON.stringify(message ?? this.closed)}`);
    return message;
  }

  /** Everything that came and was not asked for, after a ping has come back: nothing more is on its way. */
  async rest(): Promise<Message[]> {
    const isMark = ({ payload }: Message) => (payload as { mark?: unknown } | undefined)?.mark === MARK;
    this.write(encodeMessage({ type: 'ping', payload: { mark: MARK } }));
    await this.until(() => this.messages.some(isMark));
    if (this.closed) throw new Error(`The server closed with ${JSON.stringify(this.closed)}`);
    return this.messages.splice(0).filter((message) => !isMark(message));
  }

  #read(chunk: Buffer): void {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    try {
      for (let found = decodeFrame(this.#unread); found; found = decodeFrame(this.#unread)) {
        this.#unread = this.#unread.subarray(found.size);
        this.#take(found.frame);
      }
    } catch (error) {
      this.#fault = error;
      this.tcp.destroy();
    }
    this.#wake();
  }

  #take({ opcode, payload }: ReceivedFrame): void {
    if (opcode === PING) {
      this.pings.push(Buffer.from(payload));
      if (this.answersPings) this.write(encodeFrame(Buffer.from(payload), { opcode: PONG }));
    } else if (opcode === PONG) this.pongs.push(Buffer.from(payload));
    else if (opcode === TEXT) this.messages.push(JSON.parse(strict.decode(payload)) as Message);
    else if (opcode === CLOSE) this.#told = payload.length === 0 ? { code: 1005, reason: '' } : { code: payload.readUInt16BE(), reason: strict.decode(payload.subarray(2)) };
    else throw new Error(`The server sent a frame of the kind ${String(opcode)}`);
  }
}
