import {
  canAssignLead, canCaptureLead, canCreateLead, canDefineLeadFields, canDeleteLead, canListLeads, canOwnLeads, canUpdateLead, visibleLeads,
} from '../../../src/features/lead/lead.policy.ts';
import type { Role, TeamActor } from '../../../src/shared/actor.ts';
import { audienceOf } from '../../../src/shared/audience.ts';

const person = (role: Role): TeamActor => ({ kind: 'USER', teamId: 'team_a', id: 'me', name: 'Me', email: 'me@example.com', role, sessionId: 'session_a' });
const system: TeamActor = { kind: 'SYSTEM', teamId: 'team_a', job: 'sync' };
const visitor: TeamActor = { kind: 'VISITOR', teamId: 'team_a' };

const actors = { OWNER: person('OWNER'), ADMIN: person('ADMIN'), SALES: person('SALES'), VIEWER: person('VIEWER'), CONTRACTOR: person('CONTRACTOR'), SYSTEM: system, VISITOR: visitor };
const those = (may: (actor: TeamActor) => boolean) => Object.entries(actors).filter(([, actor]) => may(actor)).map(([name]) => name);

const mine = { ownerId: 'me' };
const nobodys = { ownerId: null };
const anothers = { ownerId: 'another' };
const managers = ['OWNER', 'ADMIN', 'SYSTEM'];

describe('who may what with leads', () => {
  it('shows them to the team, but not to contractors and visitors [A3]', () => {
    expect(those(canListLeads)).toEqual(['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'SYSTEM']);
    expect(those((actor) => JSON.stringify(visibleLeads(actor)) === '{}')).toEqual(['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'SYSTEM']);
    expect(those((actor) => canListLeads(audienceOf(actor)))).toEqual(['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'SYSTEM']);
  });

  it('lets sales create leads and define no fields [A3]', () => {
    expect(those(canCreateLead)).toEqual(['OWNER', 'ADMIN', 'SALES', 'SYSTEM']);
    expect(those(canDefineLeadFields)).toEqual(managers);
    expect(those(canCaptureLead)).toEqual(['SYSTEM', 'VISITOR']);
  });

  it.each([['change', canUpdateLead], ['delete', canDeleteLead]])('lets sales %s what it owns and what nobody owns, and no more [A3]', (_, may) => {
    expect(those((actor) => may(actor, mine))).toEqual(['OWNER', 'ADMIN', 'SALES', 'SYSTEM']);
    expect(those((actor) => may(actor, nobodys))).toEqual(['OWNER', 'ADMIN', 'SALES', 'SYSTEM']);
    expect(those((actor) => may(actor, anothers))).toEqual(managers);
  });

  it.each([
    ['takes an unowned lead', nobodys, 'me', true],
    ['hands on its own', mine, 'another', true],
    ['gives up its own', mine, null, true],
    ['does not give an unowned lead to somebody else', nobodys, 'another', false],
    ['does not take a lead from a colleague', anothers, 'me', false],
    ['does not hand on the lead of a colleague', anothers, 'third', false],
    ['does not take an owner away from a lead', anothers, null, false],
  ])('a member of sales %s [A3]', (_, lead, ownerId, may) => {
    expect(those((actor) => canAssignLead(actor, lead, ownerId))).toEqual(may ? ['OWNER', 'ADMIN', 'SALES', 'SYSTEM'] : managers);
  });

  it('gives leads only to active members who could change them [A3]', () => {
    const roles: Role[] = ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'CONTRACTOR'];
    expect(roles.filter((role) => canOwnLeads({ role, status: 'ACTIVE' }))).toEqual(['OWNER', 'ADMIN', 'SALES']);
    for (const status of ['INVITED', 'REMOVED']) expect(roles.filter((role) => canOwnLeads({ role, status }))).toEqual([]);
  });
});
