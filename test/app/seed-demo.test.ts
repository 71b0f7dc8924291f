import { seedDemo } from '../../src/app/seed-demo.ts';
import { inSystem } from '../../src/database/in-system.ts';
import { inTransaction } from '../../src/database/in-transaction.ts';
import { Form } from '../../src/features/form/index.ts';
import { openTestParts } from '../support/parts.ts';

describe('the demo team', () => {
  it('[E2] is one, with one form, for all that start at the same moment', async () => {
    const { base, close } = await openTestParts();
    const seedAtOnce = async () => new Set((await Promise.all([1, 2, 3, 4].map(() => seedDemo(base)))).map(({ formPath }) => formPath));
    const forms = () => inSystem(base, 'sign-in', ({ em }) => em.execute<{ team_id: string }[]>('select team_id from forms'));
    try {
      expect((await seedAtOnce()).size).toBe(1);
      const [form, ...others] = await forms();
      expect(others).toEqual([]);
      // The moment after the team was made and before its form was.
      const teamId = form?.team_id ?? '';
      await inTransaction({ ...base, actor: { kind: 'SYSTEM', teamId, job: 'test' } }, ({ em }) => em.nativeDelete(Form, { teamId }));
      expect((await seedAtOnce()).size).toBe(1);
      expect(await forms()).toEqual([{ team_id: teamId }]);
    } finally {
      await close();
    }
  });
});
