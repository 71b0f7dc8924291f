import { randomBytes } from 'node:crypto';

export const CONTINUATION = 0x0;
export const TEXT = 0x1;
export const BINARY = 0x2;
export const CLOSE = 0x8;
export const PING = 0x9;
export const PONG = 0xa;

/** What a frame says of itself; whatever is left out is as it must be. */
export interface FrameFacts {
  readonly opcode?: number;
  /** Whether a message ends with this frame. */
  readonly fin?: boolean;
  /** The three reserved bits, RSV1 is 4. */
  readonly reserved?: number;
  /** Frames of clients must be. */
  readonly masked?: boolean;
  /** The length that is told, instead of the true one. */
  readonly length?: bigint;
  /** In how many bits the length is told, instead of the fewest. */
  readonly lengthBits?: 7 | 16 | 64;
}

const MASKED = 0x80;

const fewestBits = (length: bigint): 7 | 16 | 64 => (length < 126n ? 7 : length < 65_536n ? 16 : 64);

/** The length as a frame tells it, in one, three or nine bytes. */
const toldLength = (length: bigint, bits: 7 | 16 | 64, masked: boolean): Buffer => {
  const mask = masked ? MASKED : 0;
  if (bits === 7) return Buffer.from([mask | Number(length & 0x7fn)]);
  const told = Buffer.alloc(1 + bits / 8);
  told[0] = mask | (bits === 16 ? 126 : 127);
  if (bits === 16) told.writeUInt16BE(Number(length & 0xffffn), 1);
  else told.writeBigUInt64BE(BigInt.asUintN(64, length), 1);
  return told;
};

/** One WebSocket frame of a client, right or wrong in any bit. */
export const encodeFrame = (payload: string | Buffer, { opcode = TEXT, fin = true, reserved = 0, masked = true, length, lengthBits }: FrameFacts = {}): Buffer => {
  const bytes = Buffer.from(payload as string);
  const told = length ?? BigInt(bytes.length);
  const head = Buffer.concat([Buffer.from([(fin ? 0x80 : 0) | ((reserved & 7) << 4) | (opcode & 15)]), toldLength(told, lengthBits ?? fewestBits(told), masked)]);
  if (!masked) return Buffer.concat([head, bytes]);
  const key = randomBytes(4);
  for (let index = 0; index < bytes.length; index += 1) bytes[index] = (bytes[index] ?? 0) ^ (key[index % 4] ?? 0);
  return Buffer.concat([head, key, bytes]);
};

/** A message in as many frames as there are parts. */
export const encodeFragments = (parts: readonly (string | Buffer)[], opcode = TEXT): Buffer =>
  Buffer.concat(parts.map((part, index) => encodeFrame(part, { opcode: index === 0 ? opcode : CONTINUATION, fin: index === parts.length - 1 })));

/** The payload of a close frame. */
export const closing = (code: number, reason: string | Buffer = ''): Buffer => {
  const told = Buffer.alloc(2);
  told.writeUInt16BE(code);
  return Buffer.concat([told, Buffer.from(reason as string)]);
};

/** A message of the protocol as one frame of text. */
export const encodeMessage = (message: unknown): Buffer => encodeFrame(JSON.stringify(message));
