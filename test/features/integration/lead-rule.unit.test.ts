import { matchesRule, type LeadRule } from '../../../src/features/integration/index.ts';

const lead = { status: 'LOST' as const, ownerId: 'user_a', source: 'fair' };
const rule = (parts: Partial<LeadRule>): LeadRule => ({ status: null, ownerIds: null, sources: null, ...parts });

describe('matchesRule', () => {
  it('[I14] takes every lead without a rule, and what all parts take', () => {
    for (const any of [null, undefined, rule({})]) expect(matchesRule(any, lead)).toEqual({ matches: true });
    expect(matchesRule(rule({ status: ['NEW', 'LOST'], ownerIds: ['user_a'], sources: ['web', 'fair'] }), lead)).toEqual({ matches: true });
  });

  it.each([
    [rule({ status: ['NEW'] }), 'its status is LOST and not NEW'],
    [rule({ status: ['NEW', 'CONTACTED', 'QUALIFIED'] }), 'its status is LOST and not NEW, CONTACTED or QUALIFIED'],
    [rule({ ownerIds: ['user_b'] }), 'whoever looks after it is none of the people whose leads the rule takes'],
    [rule({ sources: ['web'] }), 'its source is “fair” and not “web”'],
    [rule({ sources: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }), 'its source is “fair” and not “a”, “b”, “c”, “d”, “e” or 2 more'],
    [rule({ sources: ['Fair'] }), 'its source is “fair” and not “Fair”'],
    [rule({ status: ['LOST'], sources: ['web'] }), 'its source is “fair” and not “web”'],
  ])('[I14] says which part leaves a lead out: %j', (given, because) => {
    expect(matchesRule(given, lead)).toEqual({ matches: false, because });
  });

  it('[I14] says what a lead lacks that has no owner or no source', () => {
    const bare = { status: 'NEW' as const, ownerId: null, source: null };
    expect(matchesRule(rule({ ownerIds: ['user_b'] }), bare)).toEqual({ matches: false, because: 'nobody looks after it, and the rule takes the leads of certain people' });
    expect(matchesRule(rule({ sources: ['web', 'fair'] }), bare)).toEqual({ matches: false, because: 'it has no source, and the rule takes those from “web” or “fair”' });
  });
});
