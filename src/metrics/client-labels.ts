import type { Asker } from './operation-observer.ts';

/** Names of clients that are counted apart, */
const NAMES_MAX = 50;
/** and versions of one of them; a client that makes up ever new ones cannot fill our memory. */
const VERSIONS_MAX = 10;

/** Every name and version beyond these. */
const OTHER = 'other';
/** Of a client that does not say what it is. */
const UNNAMED = 'unnamed';

export interface ClientLabels {
  readonly client_name: string;
  readonly client_version: string;
}

/**
 * Turns what clients call themselves into labels, of which there are never more than the limits say: the first names
 * and versions to come keep a label of their own. A stranger takes none: names are for those with credentials.
 */
export const createClientLabels = ({ names = NAMES_MAX, versions = VERSIONS_MAX } = {}): ((asker: Asker) => ClientLabels) => {
  const known = new Map<string, Set<string>>();

  const admit = (name: string, version: string, claims: boolean): ClientLabels => {
    const seen = known.get(name) ?? (claims && known.size < names ? new Set<string>() : undefined);
    if (!seen) return { client_name: OTHER, client_version: OTHER };
    known.set(name, seen);
    if (claims && seen.size < versions) seen.add(version);
    return { client_name: name, client_version: seen.has(version) ? version : OTHER };
  };

  return ({ actor, origin }) => {
    const client = origin?.client ?? null;
    return client === null ? { client_name: UNNAMED, client_version: UNNAMED } : admit(client.name, client.version ?? UNNAMED, actor.kind !== 'STRANGER');
  };
};
