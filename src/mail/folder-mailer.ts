import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../shared/clock.ts';
import type { Mailer } from './mailer.ts';

export interface FolderOptions {
  /** Made when the first mail comes, readable by this user alone. */
  readonly folder: string;
  /** Shows a mail to whoever is trying this out. */
  readonly print: (text: string) => void;
  readonly clock: Clock;
}

const RULE = '-'.repeat(72);

/** Where no mail server is configured: a mail is shown on the console and kept as a file, the oldest first by name. */
export const folderMailer = ({ folder, print, clock }: FolderOptions): Mailer => ({
  send: async ({ to, subject, text }) => {
    const written = `To: ${to}\nSubject: ${subject}\n\n${text}\n`;
    const name = `${clock.now().toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}`;
    const file = join(folder, `${name}.txt`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Its links are as good as passwords. Renamed, so that nobody reads half a mail.
    await writeFile(join(folder, name), written, { flag: 'wx', mode: 0o600 });
    await rename(join(folder, name), file);
    print(`${RULE}\nMail (SMTP_URL is not set, so it goes nowhere; kept in ${file})\n\n${written}${RULE}`);
  },
});
