import type { Reaction } from '../../events/define-reaction.ts';
import { defineReaction } from '../../events/define-reaction.ts';
import { LeadDeleted } from '../lead/index.ts';
import { toldKinds } from './entry-of.ts';
import { collectEntry, forgetTimeline, writeEntries } from './write-entries.ts';

export const timelineReactions: readonly Reaction[] = [
  ...toldKinds.map((kind): Reaction => ({
    kind,
    run: async (tx, event) => { collectEntry(tx, event); },
    finish: writeEntries,
  })),
  defineReaction(LeadDeleted, (tx, { lead }) => forgetTimeline(tx, lead.id)),
];
