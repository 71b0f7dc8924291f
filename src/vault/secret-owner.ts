import { FORMAT_VERSION } from './sealed-secret.ts';

/** Whose secret it is. A record opens for this team and this provider only. */
export interface SecretOwner {
  teamId: string;
  provider: string;
}

/** What the tag covers beside the data. A JSON array, so that no choice of names reads like another choice. */
export const associatedData = (kid: string, { teamId, provider }: SecretOwner): Buffer =>
  Buffer.from(JSON.stringify(['leadwire.vault', FORMAT_VERSION, kid, teamId, provider]));
