import { canCreateForm, canSeeForms } from '../../../src/features/form/form.policy.ts';
import { formSubmitted } from '../../../src/features/form/form.subscriptions.ts';
import { AppError } from '../../../src/shared/app-error.ts';
import type { Role, TeamActor } from '../../../src/shared/actor.ts';
import { audienceOf } from '../../../src/shared/audience.ts';
import { newId } from '../../../src/shared/ids.ts';

const person = (role: Role): TeamActor => ({ kind: 'USER', teamId: 'team_a', id: 'me', name: 'Me', email: 'me@example.com', role, sessionId: 'session_a' });
const actors: Record<string, TeamActor> = {
  OWNER: person('OWNER'), ADMIN: person('ADMIN'), SALES: person('SALES'), VIEWER: person('VIEWER'), CONTRACTOR: person('CONTRACTOR'),
  SYSTEM: { kind: 'SYSTEM', teamId: 'team_a', job: 'seed' }, VISITOR: { kind: 'VISITOR', teamId: 'team_a' },
};
const those = (may: (actor: TeamActor) => boolean) => Object.entries(actors).filter(([, actor]) => may(actor)).map(([name]) => name);

const codeOf = (work: () => void): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof AppError ? error.code : 'not an AppError';
  }
};

describe('Who may what with forms', () => {
  const team = ['OWNER', 'ADMIN', 'SALES', 'VIEWER', 'SYSTEM'];

  it('[A3] shows forms and submissions to the team, but not to contractors and visitors', () => {
    expect(those(canSeeForms)).toEqual(team);
    expect(those((actor) => canSeeForms(audienceOf(actor)))).toEqual(team);
  });

  it('[A3] lets owners and admins create forms', () => {
    expect(those(canCreateForm)).toEqual(['OWNER', 'ADMIN', 'SYSTEM']);
  });

  it('[B4] lets the same follow submissions as may see them', () => {
    expect(those((actor) => codeOf(() => formSubmitted.authorize(actor, {})) === null)).toEqual(team);
    expect(codeOf(() => formSubmitted.authorize(person('CONTRACTOR'), {}))).toBe('FORBIDDEN');
  });
});

describe('The filter of formSubmitted', () => {
  it('[D1] is the form, which the index of the hub knows', () => {
    const formId = newId('form');
    expect(formSubmitted.kinds).toEqual(['form.submitted']);
    expect(formSubmitted.resourceId({ filter: { formId } })).toBe(formId);
    for (const everything of [{}, { filter: null }, { filter: {} }, { filter: { formId: null } }]) expect(formSubmitted.resourceId(everything)).toBeNull();
  });

  it.each(['', 'contact', newId('lead')])('[D1] cannot be %j, which is no form', (formId) => {
    expect(codeOf(() => formSubmitted.authorize(person('OWNER'), { filter: { formId } }))).toBe('BAD_USER_INPUT');
  });
});
