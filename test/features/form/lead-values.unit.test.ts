import type { FormField } from '../../../src/features/form/form.entity.ts';
import { leadValues } from '../../../src/features/form/lead-values.ts';
import type { Answer } from '../../../src/features/form/read-answer.ts';

const field = (name: string, mapsTo: string | null = null): FormField => ({ name, label: name, type: 'TEXT', required: false, mapsTo, options: [] });

const valuesOf = (fields: FormField[], answers: Record<string, Answer>) => leadValues(fields, new Map(Object.entries(answers)));

describe('What answers say of a lead', () => {
  it('[D2] goes where the field maps to', () => {
    expect(valuesOf([field('your-email', 'email'), field('roof', 'customFields.roofArea')], { 'your-email': 'ada@example.com', roof: 120 })).toEqual({
      attributes: { email: 'ada@example.com' },
      customFields: { roofArea: 120 },
    });
  });

  it('[D2] goes to the attribute of the field\'s own name where it maps to nothing, else to the custom fields', () => {
    const names = ['email', 'name', 'phone', 'company', 'title', 'message', 'status', 'ownerId'];
    const { attributes, customFields } = valuesOf(names.map((name) => field(name)), Object.fromEntries(names.map((name) => [name, name])));
    expect(attributes).toEqual({ email: 'email', name: 'name', phone: 'phone', company: 'company', title: 'title' });
    expect(customFields).toEqual({ message: 'message', status: 'status', ownerId: 'ownerId' });
  });

  it('[D2] is nothing where a question was left open', () => {
    expect(valuesOf([field('name'), field('message')], {})).toEqual({ attributes: {}, customFields: {} });
  });

  it('[D2] follows mapsTo also where the field is called like an attribute', () => {
    expect(valuesOf([field('name', 'company'), field('title', 'customFields.jobTitle')], { name: 'Acme', title: 'CEO' })).toEqual({
      attributes: { company: 'Acme' },
      customFields: { jobTitle: 'CEO' },
    });
  });
});
