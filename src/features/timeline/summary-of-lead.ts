import type { ActorFacts } from '../../shared/actor.ts';
import type { LeadFacts } from '../lead/index.ts';

/** What people call the attributes; of the others the name says it. */
const words: Readonly<Record<string, string>> = { email: 'e-mail', customFields: 'custom fields' };

const list = (names: readonly string[]): string => {
  const spelled = names.map((name) => words[name] ?? name);
  const last = spelled.at(-1) ?? '';
  return spelled.length < 2 ? last : `${spelled.slice(0, -1).join(', ')} and ${last}`;
};

const changes = ({ changedFields, previous, lead }: LeadFacts): string =>
  changedFields.length === 1 && changedFields[0] === 'status'
    ? `changed the status from ${String(previous['status'])} to ${lead.status}`
    : `changed ${list(changedFields)}`;

const handing = ({ lead: { owner }, previousOwner }: LeadFacts, actor: ActorFacts): string => {
  if (owner === null) return previousOwner === null ? 'left the lead to nobody' : `took the lead from ${previousOwner.name}`;
  return owner.id === actor.id ? 'took the lead' : `handed the lead to ${owner.name}`;
};

/** What became of a lead, in one sentence for people. */
export const summaryOfLead = (facts: LeadFacts, actor: ActorFacts): string => {
  const { source } = facts.lead;
  switch (facts.action) {
    case 'CREATED':
      return `${actor.name} created the lead${source === null ? '' : `, from “${source}”`}.`;
    case 'UPDATED':
      return `${actor.name} ${changes(facts)}.`;
    case 'ASSIGNED':
      return `${actor.name} ${handing(facts, actor)}.`;
    case 'DELETED':
      return `${actor.name} deleted the lead.`;
  }
};
