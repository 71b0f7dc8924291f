/** FIN, and the opcode of text. */
const TEXT = 0x81;

/** From here on the length takes two more bytes, and from there on eight. */
const SHORT_MAX = 125;
const MEDIUM_MAX = 65_535;

/**
 * The head of an unmasked text frame in one piece, without extensions (RFC 6455, 5.2): the bytes that `ws` writes.
 * @param length of the payload, in bytes
 */
export const frameHead = (length: number): string => {
  if (length <= SHORT_MAX) return String.fromCharCode(TEXT, length);
  if (length <= MEDIUM_MAX) return String.fromCharCode(TEXT, 126, length >> 8, length & 0xff);
  const head = Buffer.alloc(10);
  head[0] = TEXT;
  head[1] = 127;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head.toString('latin1');
};
