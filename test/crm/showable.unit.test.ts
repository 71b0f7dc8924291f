import { maskSecrets } from '../../src/crm/mask-secrets.ts';
import { MAX_SHOWN_CHARACTERS, showable } from '../../src/crm/showable.ts';

describe('what is shown of a body', () => {
  it('[E3] hides a secret wherever it stands, also as an address spells it', () => {
    const secrets = ['se/cr=t', ''];

    expect(maskSecrets({ a: ['x se/cr=t y', 1, null, true], 'se/cr=t': 'code=se%2Fcr%3Dt' }, secrets)).toEqual({
      a: ['x [hidden] y', 1, null, true],
      '[hidden]': 'code=[hidden]',
    });
  });

  it('[E3] hides what is called a secret, and not what merely has a code', () => {
    expect(
      showable({ refresh_token: 'a', accessToken: 'b', password: 'c', apiKey: 'd', errors: [{ code: 'PROPERTY_DOESNT_EXIST' }], token_type: 'bearer' }, []),
    ).toEqual({
      refresh_token: '[hidden]',
      accessToken: '[hidden]',
      password: '[hidden]',
      apiKey: '[hidden]',
      errors: [{ code: 'PROPERTY_DOESNT_EXIST' }],
      token_type: 'bearer',
    });
  });

  it('[E3] keeps a bounded part of a large body, and says that something was cut', () => {
    const contacts = Array.from({ length: 1_000 }, (_, index) => ({ id: String(index), properties: { firstname: 'x'.repeat(100) } }));
    const shown = showable({ inputs: contacts }, []) as { inputs: unknown[] };

    expect(JSON.stringify(shown).length).toBeLessThan(2 * MAX_SHOWN_CHARACTERS);
    expect(shown.inputs[0]).toEqual(contacts[0]);
    expect(shown.inputs.at(-1)).toBe(`… ${1_001 - shown.inputs.length} more`);
    expect(showable('x'.repeat(MAX_SHOWN_CHARACTERS + 1), [])).toBe(`${'x'.repeat(MAX_SHOWN_CHARACTERS)}…`);
  });

  it('[E3] survives a body that is nested without end', () => {
    const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown;

    expect(JSON.stringify(showable(deep, ['secret'])).length).toBeLessThan(100);
  });

  it('[E3] shows nothing as null', () => {
    expect(showable(undefined, [])).toBeNull();
  });
});
