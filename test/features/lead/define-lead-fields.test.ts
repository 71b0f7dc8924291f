import { startApp, type Json, type Session, type TestApp } from '../../support/app.ts';
import { joinTeam } from '../account/join-team.ts';

let app: TestApp;
let ada: Session;
beforeAll(async () => { app = await startApp(); });
beforeEach(async () => { ada = await app.signUp('Ada'); });
afterAll(() => app.stop());

const define = (fields: Json[], { token }: Session = ada) =>
  app.graphql('mutation ($fields: [LeadFieldInput!]!) { defineLeadFields(input: { fields: $fields }) { fields { name label type required custom options } } }', { fields }, token);
const create = (customFields: Json) => app.graphql('mutation ($customFields: JSONObject) { createLead(input: { name: "x", customFields: $customFields }) { lead { id customFields } } }', { customFields }, ada.token);
const update = (id: string, input: Json) =>
  app.graphql('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { customFields } } }', { input: { id, ...input } }, ada.token);
const faults = ({ errors }: { errors: { extensions: Json }[] }) => errors.flatMap(({ extensions }) => extensions['details'].map(({ field, code }: Json) => `${String(field)} ${String(code)}`));

const plan = { name: 'plan', label: 'Plan', type: 'SELECT', options: ['pro', 'free'], required: true };
const roofArea = { name: 'roofArea', label: 'Roof area (m²)', type: 'NUMBER' };

describe('defineLeadFields', () => {
  it("adds the team's own fields behind the built-in ones, in their order, and replaces them as a whole [C1]", async () => {
    await define([plan, roofArea]);
    const { leadFields } = await app.ask('{ leadFields { name type required custom options } }', {}, ada.token);
    expect(leadFields.map(({ name }: Json) => name)).toEqual(['name', 'email', 'phone', 'company', 'title', 'status', 'source', 'externalId', 'plan', 'roofArea']);
    expect(leadFields.slice(-2)).toEqual([
      { name: 'plan', type: 'SELECT', required: true, custom: true, options: ['pro', 'free'] },
      { name: 'roofArea', type: 'NUMBER', required: false, custom: true, options: [] },
    ]);
    const { data } = await define([roofArea]);
    expect(data?.defineLeadFields.fields.filter(({ custom }: Json) => custom)).toHaveLength(1);
  });

  it('makes leads keep to them [C1]', async () => {
    await define([plan, roofArea]);
    expect(faults(await create({ roofArea: '120', other: 1 }))).toEqual(['customFields.roofArea TYPE_MISMATCH', 'customFields.other FIELD_UNKNOWN', 'customFields.plan REQUIRED']);
    const lead = (await create({ plan: 'pro', roofArea: 120.5 })).data?.createLead.lead;
    expect(lead.customFields).toEqual({ plan: 'pro', roofArea: 120.5 });
    expect(faults(await update(lead.id, { customFields: { plan: null } }))).toEqual(['customFields.plan REQUIRED']);
    expect(faults(await update(lead.id, { customFields: { plan: 'gold' } }))).toEqual(['customFields.plan TYPE_MISMATCH']);
    expect((await update(lead.id, { customFields: { roofArea: null } })).data?.updateLead.lead.customFields).toEqual({ plan: 'pro' });
  });

  it('does not stand in the way of leads from before [C1]', async () => {
    const lead = (await create({ old: 'kept' })).data?.createLead.lead;
    await define([plan]);
    expect((await update(lead.id, { name: 'y' })).data?.updateLead.lead.customFields).toEqual({ old: 'kept' });
    expect((await update(lead.id, { customFields: { plan: 'pro', old: null } })).data?.updateLead.lead.customFields).toEqual({ plan: 'pro' });
  });

  it('refuses a type that stored values do not fit [C1]', async () => {
    await create({ roofArea: 'large' });
    const { errors } = await define([roofArea]);
    expect(errors[0]).toMatchObject({ message: expect.stringContaining('"roofArea"'), extensions: { code: 'CONFLICT' } });
    await create({ plan: 'pro' });
    expect((await define([plan])).errors).toEqual([]);
    expect((await define([{ ...plan, options: ['free'] }])).errors[0]?.extensions.code).toBe('CONFLICT');
    expect((await define([{ ...plan, options: ['free', 'pro', 'gold'], label: 'The plan' }])).errors).toEqual([]);
  });

  it.each<[string, Json[], string[]]>([
    ['a built-in name', [{ ...roofArea, name: 'email' }], ['fields[0].name NAME_RESERVED']],
    ['a name twice', [roofArea, roofArea], ['fields[1].name NAME_TAKEN']],
    ['a name with a space', [{ ...roofArea, name: 'roof area' }], ['fields[0].name NAME_INVALID']],
    ['a SELECT without options', [{ ...plan, options: [] }], ['fields[0].options REQUIRED']],
    ['options of a NUMBER', [{ ...roofArea, options: ['1'] }], ['fields[0].options NOT_ALLOWED']],
    ['an empty option', [{ ...plan, options: ['pro', ' '] }], ['fields[0].options[1] REQUIRED']],
    ['too many fields', Array.from({ length: 101 }, (_, at) => ({ ...roofArea, name: `f${String(at)}` })), ['fields TOO_MANY']],
    ['a label that is too long', [{ ...roofArea, label: 'x'.repeat(201) }], ['fields[0].label TOO_LONG']],
  ])('refuses %s [C9]', async (_, fields, expected) => {
    const answer = await define(fields);
    expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(faults(answer)).toEqual(expected);
  });

  it('is for owners and admins [A3]', async () => {
    for (const role of ['SALES', 'VIEWER', 'CONTRACTOR'] as const)
      expect((await define([roofArea], await joinTeam(app, ada, role))).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await define([roofArea], await joinTeam(app, ada, 'ADMIN'))).errors).toEqual([]);
  });

  it('of one team is nothing to another [A4]', async () => {
    await define([plan]);
    const ben = await app.signUp('Ben');
    const { leadFields } = await app.ask('{ leadFields { name } }', {}, ben.token);
    expect(leadFields.map(({ name }: Json) => name)).not.toContain('plan');
    expect((await define([plan], ben)).errors).toEqual([]);
  });

  it('leaves one of two lists that come at the same time, never a mixture [C1]', async () => {
    await Promise.all([define([plan]), define([roofArea])]);
    const { leadFields } = await app.ask('{ leadFields { name custom } }', {}, ada.token);
    expect(leadFields.filter(({ custom }: Json) => custom)).toHaveLength(1);
  });
});
