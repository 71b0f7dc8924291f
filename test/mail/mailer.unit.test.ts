import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMailer } from '../../src/mail/create-mailer.ts';
import { deliverMail } from '../../src/mail/deliver-mail.ts';
import { MailRefused } from '../../src/mail/mailer.ts';
import { wayIn } from '../../src/mail/way-in.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { startSmtp } from './smtp-server.ts';

const folder = join(tmpdir(), `leadwire-mail-${randomUUID()}`);
afterAll(() => rm(folder, { recursive: true, force: true }));

const printed: string[] = [];
const mailer = (smtpUrl?: string) =>
  createMailer({ smtpUrl, from: 'Leadwire <leadwire@example.com>', folder, print: (text) => { printed.push(text); }, clock: { now: () => new Date('2026-11-21T10:00:00Z') } });
const mail = { to: 'ada@example.com', subject: 'Invitation to Müller & Söhne', text: 'Hello Ada,\n\n.\nGrüße\n' };

describe('without a mail server', () => {
  it('[A13] a mail is printed, and kept where only this user reads it', async () => {
    await mailer().send(mail);
    const [name = ''] = await readdir(folder);
    expect(name).toMatch(/^2026-11-21T10-00-00\.000Z-[0-9a-f]{8}\.txt$/);
    const written = `To: ada@example.com\nSubject: Invitation to Müller & Söhne\n\n${mail.text}\n`;
    expect(await readFile(join(folder, name), 'utf8')).toBe(written);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(printed.join('\n')).toContain(written);
  });
});

describe('with a mail server', () => {
  it('[A13] it gets the mail from our sender, to one address', async () => {
    const smtp = await startSmtp();
    await mailer(smtp.url).send(mail);
    await smtp.stop();
    const [{ from, to, data } = { from: '', to: [], data: '' }] = smtp.received;
    expect({ from, to }).toEqual({ from: 'leadwire@example.com', to: ['ada@example.com'] });
    expect(data).toMatch(/^From: Leadwire <leadwire@example\.com>\r?$/m);
    expect(data).toMatch(/^To: ada@example\.com\r?$/m);
    expect(data).toMatch(/^Subject: =\?UTF-8\?/m);
  });

  it('[A13] neither address nor subject can add a header or an addressee', async () => {
    const smtp = await startSmtp();
    const evil = ['eve@example.com\r\nBcc: all@example.com', 'ada@example.com, eve@example.com', 'ada@example.com>\r\nRCPT TO:<eve@example.com', 'Eve <eve@example.com>', ''];
    for (const to of evil) await expect(mailer(smtp.url).send({ ...mail, to })).rejects.toThrow(MailRefused);
    for (const control of ['\r\n', '\n', '\r', '\0', '\u2028', '\u0085']) await expect(mailer(smtp.url).send({ ...mail, subject: `Hello${control}Bcc: eve@example.com` })).rejects.toThrow(MailRefused);
    await mailer(smtp.url).send({ ...mail, subject: 'Bcc: eve@example.com', text: '.\r\nMAIL FROM:<eve@example.com>\r\n.' });
    await smtp.stop();
    expect(smtp.received.map(({ to }) => to)).toEqual([['ada@example.com']]);
    expect(smtp.received[0]?.data).not.toMatch(/^bcc:/im);
  });

  it('[A13] an addressee that it does not know is given up; one that is away is tried again', async () => {
    const never = await startSmtp(0, (command) => (command.startsWith('RCPT') ? '550 no such user ada@example.com' : undefined));
    const later = await startSmtp(0, (command) => (command.startsWith('RCPT') ? '450 mailbox busy' : undefined));
    const ctx = (url: string) => ({ log: createLogger('silent'), parts: { mailer: mailer(url) } as Parameters<typeof deliverMail>[0]['parts'] });
    await expect(mailer(never.url).send(mail)).rejects.toThrow(new MailRefused('The mail server refused a mail for good (EENVELOPE 550).'));
    await deliverMail(ctx(never.url), mail);
    await expect(deliverMail(ctx(later.url), mail)).rejects.toThrow('The mail server did not take a mail (EENVELOPE 450).');
    await Promise.all([never.stop(), later.stop()]);
    await expect(mailer(later.url).send(mail)).rejects.toThrow(/^The mail server did not take a mail \(ESOCKET\)\.$/);
  });
});

it('[A13] links lead to the front end; without one the mail names the mutation', () => {
  const way = { path: '/reset-password', mutation: 'resetPassword', token: 'a.b-c.d_e' };
  const allowance = { take: () => Promise.resolve() };
  const settings = { passwordResets: allowance, invitations: allowance };
  expect(wayIn({ ...settings, appUrl: 'https://app.example.com' }, way)).toBe('Open this link:\n\nhttps://app.example.com/reset-password?token=a.b-c.d_e');
  expect(wayIn({ ...settings, appUrl: null }, way)).toBe('Call the mutation resetPassword with this token:\n\na.b-c.d_e');
});
