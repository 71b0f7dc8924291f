import { connect, type Socket } from 'node:net';

/** What happens on a socket; frames are looked at in place, since the bytes are overwritten afterwards. */
export interface SocketEvents {
  readonly opened: () => void;
  /** A whole text frame: its payload lies in `bytes` from `start` to `end`. */
  readonly text: (bytes: Buffer, start: number, end: number) => void;
  /** The close code of the server, 1006 where it went without. */
  readonly closed: (code: number) => void;
}

export interface Address {
  readonly port: number;
  readonly path: string;
  readonly protocol: string | null;
}

const NOTHING = Buffer.alloc(0);
const TEXT = 1;
const BINARY = 2;
const CLOSE = 8;
const PING = 9;
const PONG = 10;
const HEADER_END = '\r\n\r\n';
const ABNORMAL = 1006;

/** All sockets read into one buffer: a read is handled before the next one. */
const shared = Buffer.allocUnsafeSlow(256 * 1024);

/** A client's frame, masked with zeros, so that masking changes nothing. */
const clientFrame = (opcode: number, payload: Buffer): Buffer => {
  const { length } = payload;
  const header = length < 126 ? Buffer.from([0x80 | opcode, 0x80 | length]) : Buffer.from([0x80 | opcode, 0x80 | 126, length >> 8, length & 255]);
  return Buffer.concat([header, Buffer.alloc(4), payload]);
};

/** A WebSocket client on a raw socket, which costs the machine of the bench as little as possible. */
export class ClientSocket {
  readonly #socket: Socket;
  readonly #events: SocketEvents;
  #rest: Buffer = NOTHING;
  #upgraded = false;
  #code = ABNORMAL;

  constructor({ port, path, protocol }: Address, events: SocketEvents) {
    this.#events = events;
    this.#socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: shared, callback: (count, bytes) => { this.#read(Buffer.from(bytes.buffer, bytes.byteOffset, count)); return true; } },
    });
    this.#socket.once('connect', () => {
      const offered = protocol === null ? '' : `Sec-WebSocket-Protocol: ${protocol}\r\n`;
      this.#socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${String(port)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: bGVhZHdpcmUtYmVuY2gtMQ==\r\nSec-WebSocket-Version: 13\r\n${offered}\r\n`);
    });
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => { events.closed(this.#code); });
  }

  send(text: string): void {
    this.#socket.write(clientFrame(TEXT, Buffer.from(text)));
  }

  /** Stops reading, as a client that hangs does, until `resume`. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  end(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    if (!this.#upgraded) {
      const end = bytes.indexOf(HEADER_END);
      if (end >= 0 && bytes.toString('latin1', 0, 12) !== 'HTTP/1.1 101') {
        this.#socket.destroy();
        return;
      }
      if (end >= 0) {
        this.#upgraded = true;
        this.#events.opened();
        bytes = bytes.subarray(end + HEADER_END.length);
      }
    }
    const taken = this.#upgraded ? this.#frames(bytes) : 0;
    // A copy, since the shared buffer is overwritten.
    this.#rest = taken === bytes.length ? NOTHING : Buffer.from(bytes.subarray(taken));
  }

  /** Handles all whole frames; returns how many bytes they took. */
  #frames(bytes: Buffer): number {
    let at = 0;
    while (at + 2 <= bytes.length) {
      const opcode = (bytes[at] ?? 0) & 15;
      let length = (bytes[at + 1] ?? 0) & 127;
      let start = at + 2;
      if (length === 126) {
        if (start + 2 > bytes.length) break;
        length = bytes.readUInt16BE(start);
        start += 2;
      } else if (length === 127) {
        if (start + 8 > bytes.length) break;
        length = Number(bytes.readBigUInt64BE(start));
        start += 8;
      }
      const end = start + length;
      if (end > bytes.length) break;
      this.#frame(opcode, bytes, start, end);
      at = end;
    }
    return at;
  }

  #frame(opcode: number, bytes: Buffer, start: number, end: number): void {
    if (opcode === TEXT || opcode === BINARY) this.#events.text(bytes, start, end);
    else if (opcode === PING) this.#socket.write(clientFrame(PONG, bytes.subarray(start, end)));
    else if (opcode === CLOSE) {
      if (end - start >= 2) this.#code = bytes.readUInt16BE(start);
      this.#socket.end(clientFrame(CLOSE, bytes.subarray(start, Math.min(start + 2, end))));
    }
  }
}
