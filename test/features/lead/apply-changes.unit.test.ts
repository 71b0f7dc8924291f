import fc from 'fast-check';
import { applyChanges } from '../../../src/features/lead/apply-changes.ts';
import type { LeadEntity } from '../../../src/features/lead/lead.entity.ts';

const created = new Date('2026-11-21T09:00:00Z');
const later = new Date('2026-11-21T10:00:00Z');

const lead = (): LeadEntity => ({
  id: 'lead_a', teamId: 'team_a', externalId: null, title: null, name: 'Ada', email: 'ada@example.com', emailKey: 'ada@example.com', phone: null,
  company: 'Analytical Engines', status: 'NEW', statusRank: 0, source: null, ownerId: null, customFields: { plan: 'pro', seats: 5 }, version: 3,
  createdAt: created, updatedAt: created,
});

describe('what an update really changes', () => {
  it('names each field that changed, with its old value [B21]', () => {
    const changed = lead();
    expect(applyChanges(changed, { status: 'CONTACTED', company: null, name: 'Ada' }, later)).toEqual({
      changedFields: ['company', 'status'],
      previous: { company: 'Analytical Engines', status: 'NEW' },
    });
    expect(changed).toMatchObject({ status: 'CONTACTED', company: null, version: 4, updatedAt: later });
  });

  it('counts custom fields as one, and tells the whole object of before [B21]', () => {
    const changed = lead();
    expect(applyChanges(changed, { customFields: { plan: 'free', seats: 5 } }, later)).toEqual({
      changedFields: ['customFields'],
      previous: { customFields: { plan: 'pro', seats: 5 } },
    });
    expect(changed.customFields).toEqual({ plan: 'free', seats: 5 });
  });

  it('takes the same values in another order for no change [B21]', () => {
    const same = lead();
    expect(applyChanges(same, { name: 'Ada', customFields: { seats: 5, plan: 'pro' } }, later)).toEqual({ changedFields: [], previous: {} });
    expect(same).toEqual(lead());
  });

  it('gives back the lead of before when its previous values are put back, whatever changed [B21]', () => {
    const text = fc.option(fc.string({ maxLength: 5 }), { nil: null });
    const changes = fc.record({ name: text, title: text, company: text, phone: text, source: text, status: fc.constantFrom('NEW', 'LOST') }, { requiredKeys: [] });
    fc.assert(fc.property(changes, (given) => {
      const changed = lead();
      const { changedFields, previous } = applyChanges(changed, given, later);
      expect(Object.keys(previous)).toEqual(changedFields);
      expect(changed.version).toBe(changedFields.length > 0 ? 4 : 3);
      expect({ ...changed, ...previous, version: 3, updatedAt: created }).toEqual(lead());
    }));
  });
});
