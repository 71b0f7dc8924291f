import { createHash } from 'node:crypto';
import { TypeID } from 'typeid-js';
import type { ProviderName } from '../credential/index.ts';

const UUID_BYTES = 16;

/**
 * The id of a team's integration with a provider: the same before the first connection as after it, since there is
 * one for each provider from the beginning. A TypeID over a UUID of version 8 (RFC 9562: bits of our own).
 */
export const integrationId = (teamId: string, provider: ProviderName): string => {
  const bytes = createHash('sha256').update(JSON.stringify(['leadwire.integration', teamId, provider])).digest().subarray(0, UUID_BYTES);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return TypeID.fromUUIDBytes('integration', bytes).toString();
};
