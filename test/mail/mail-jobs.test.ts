import { startApp } from '../support/app.ts';
import { until } from '../support/until.ts';
import { startSmtp } from './smtp-server.ts';

const invite = 'mutation ($email: EmailAddress!) { inviteMember(input: { email: $email, role: SALES, name: "Ada" }) { member { status } } }';

/** Quoted-printable, as far as ASCII goes. */
const unquoted = (data: string): string => data.replace(/=\r\n/g, '').replaceAll('=3D', '=');

it('[A13] a mail server that is down fails no mutation, and gets the mail when it is back', async () => {
  const port = Number(new URL(await startSmtp().then(async (smtp) => { await smtp.stop(); return smtp.url; })).port);
  const app = await startApp({ env: { SMTP_URL: `smtp://127.0.0.1:${String(port)}`, MAIL_FROM: 'Harbour <harbour@example.com>', APP_URL: 'https://app.example.com' } });
  const { token } = await app.signUp();
  expect((await app.ask(invite, { email: 'ada@example.com' }, token)).inviteMember.member.status).toBe('INVITED');
  await until('the mail was tried in vain', async () => (await app.app.parts.boss.findJobs('member.send-invitation')).some(({ retryCount, state }) => state === 'retry' || retryCount > 0));
  const smtp = await startSmtp(port);
  await until('the mail is there', () => smtp.received.length > 0);
  expect(smtp.received).toHaveLength(1);
  expect(smtp.received[0]).toMatchObject({ from: 'harbour@example.com', to: ['ada@example.com'] });
  expect(unquoted(smtp.received[0]?.data ?? '')).toMatch(/^https:\/\/app\.example\.com\/accept-invitation\?token=[\w-]+\.[\w-]+\.[\w-]+\r?$/m);
  expect(await app.mailsTo('ada@example.com')).toEqual([]);
  await app.stop();
  await smtp.stop();
});
