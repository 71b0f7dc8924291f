import { markerOf } from '../load/marker.ts';

/** The lead of every event, as Leadwire's recorded events have it; about 300 bytes as a frame. */
export interface PeerEvent {
  readonly teamId: string;
  readonly occurredAt: string;
  readonly lead: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly status: string;
    readonly version: number;
    readonly owner: { readonly id: string; readonly name: string };
    readonly updatedAt: string;
  };
}

/** What a peer's publisher sends; teams are named by their place in the run. */
export const peerEvent = (team: number, number: number): PeerEvent => {
  const now = new Date().toISOString();
  return {
    teamId: String(team),
    occurredAt: now,
    lead: {
      id: 'lead_01k9yxr8h2e9zs8v7x5s1w3n4q',
      name: markerOf(team, number),
      email: 'lead@example.com',
      status: 'NEW',
      version: number + 1,
      owner: { id: 'user_01k9yxr8h2e9zs8v7x5s1w3n4q', name: 'Olga Owner' },
      updatedAt: now,
    },
  };
};
