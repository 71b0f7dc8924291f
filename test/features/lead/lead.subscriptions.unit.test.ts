import type { LeadFacts, LeadTags } from '../../../src/features/lead/lead.events.ts';
import { leadUpdated, matchLead, type LeadUpdatedArgs } from '../../../src/features/lead/lead.subscriptions.ts';
import type { LoggedEvent } from '../../../src/events/logged-event.ts';
import type { TeamActor } from '../../../src/shared/actor.ts';
import { newId } from '../../../src/shared/ids.ts';

type Filter = NonNullable<LeadUpdatedArgs['filter']> | null;

const leadId = newId('lead');

const event = (action: LeadFacts['action'], before: LeadTags | null, after: LeadTags | null): LoggedEvent => ({
  teamId: 'team_a', seq: 1, kind: `lead.${action.toLowerCase()}`, version: 1, resourceId: leadId,
  actor: { kind: 'SYSTEM', id: null, name: 'Leadwire', email: null, role: null },
  occurredAt: new Date(0), payload: { action, before, after },
});

const tags = (ownerId: string | null, status: LeadTags['status'] = 'NEW'): LeadTags => ({ ownerId, status });
const created = event('CREATED', null, tags('ada'));
const handedOver = event('ASSIGNED', tags('ada'), tags('ben'));
const qualified = event('UPDATED', tags('ada', 'NEW'), tags('ada', 'QUALIFIED'));
const deleted = event('DELETED', tags('ada'), null);

describe('the filter of leadUpdated', () => {
  it.each<[string, LoggedEvent, Filter, 'MATCHES' | 'LEFT' | null]>([
    ['everything passes without a filter', created, null, 'MATCHES'],
    ['a deleted lead has left even no filter', deleted, null, 'LEFT'],
    ['this lead', created, { leadId }, 'MATCHES'],
    ['another lead', created, { leadId: newId('lead') }, null],
    ['an action of the list', created, { actions: ['CREATED', 'DELETED'] }, 'MATCHES'],
    ['an action that is not in the list', handedOver, { actions: ['CREATED', 'DELETED'] }, null],
    ['the owner before', handedOver, { ownerId: 'ada' }, 'LEFT'],
    ['the owner after', handedOver, { ownerId: 'ben' }, 'MATCHES'],
    ['an owner who had nothing to do with it', handedOver, { ownerId: 'eve' }, null],
    ['the status before', qualified, { status: ['NEW'] }, 'LEFT'],
    ['the status after', qualified, { status: ['QUALIFIED', 'LOST'] }, 'MATCHES'],
    ['both, before and after', qualified, { status: ['NEW', 'QUALIFIED'] }, 'MATCHES'],
    ['a status it never had', qualified, { status: ['LOST'] }, null],
    ['the owner of a deleted lead', deleted, { ownerId: 'ada' }, 'LEFT'],
    ['another owner than that of a deleted lead', deleted, { ownerId: 'ben' }, null],
    ['owner before with the status after is no state it ever had', event('UPDATED', tags('ada', 'NEW'), tags('ben', 'LOST')), { ownerId: 'ada', status: ['LOST'] }, null],
    ['a new lead of another owner', created, { ownerId: 'ben' }, null],
    ['leaving is told only to who asked for the action', handedOver, { ownerId: 'ada', actions: ['UPDATED'] }, null],
  ])('%s [C4]', (_, logged, filter, outcome) => {
    expect(matchLead({ filter }, logged)).toBe(outcome);
  });

  const sales: TeamActor = { kind: 'USER', teamId: 'team_a', id: 'ada', name: 'Ada', email: 'ada@example.com', role: 'SALES', sessionId: 'session_a' };
  const subscribing = (filter: Filter, actor: TeamActor = sales) => () => { leadUpdated.authorize(actor, { filter }); };

  it('is refused where it can match nothing [C4]', () => {
    expect(subscribing({ actions: [] })).toThrow('filter.actions is empty');
    expect(subscribing({ status: [] })).toThrow('filter.status is empty');
    expect(subscribing({ leadId: newId('form') })).toThrow('filter.leadId is not the id of a lead');
    expect(subscribing({ leadId: newId('lead'), actions: ['DELETED'], ownerId: 'ada', status: ['NEW'] })).not.toThrow();
  });

  it('is for those who see leads [A3]', () => {
    expect(subscribing(null)).not.toThrow();
    expect(subscribing(null, { ...sales, role: 'CONTRACTOR' })).toThrow('You may not see leads.');
    expect(subscribing(null, { kind: 'VISITOR', teamId: 'team_a' })).toThrow('You may not see leads.');
  });
});
