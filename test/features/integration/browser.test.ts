import type { Page } from 'playwright-core';
import type { Json } from '../../support/app.ts';
import { itInChromium, openOffline } from '../../support/chromium.ts';
import { crmKits } from '../../support/crm/crm-kits.ts';
import { openDoors, type AnyDoor } from './integration-door.ts';

/** A browser starts slowly on two busy cores. */
const PATIENCE_MS = 60_000;

let doors: Awaited<ReturnType<typeof openDoors>>;
beforeAll(async () => { doors = await openDoors(); });
afterAll(() => doors.close());

const press = async (page: Page, name: string) => {
  const { pathname: before } = new URL(page.url());
  await page.getByRole('button', { name, exact: true }).click();
  await page.waitForURL(({ pathname }) => pathname !== before);
};
const headingOf = (page: Page) => page.locator('h1').innerText();
const statusOf = (page: Page) => page.locator('[data-status]').getAttribute('data-status');

describe.each(crmKits)('a person in a browser', (kit) => {
  const { name, provider } = kit;
  let door: AnyDoor;
  beforeAll(() => { door = doors.to(kit); });

  const publicUrl = () => doors.app.app.parts.base.parts.site.publicUrl;
  /** Begins as the application does, and opens the consent page as the person's browser does. */
  const beginInBrowser = async (input: Json = {}) => {
    const olga = await door.app.signUp();
    const { authorizationUrl } = await door.start(olga, input);
    return { olga, opened: await openOffline(authorizationUrl as string, [publicUrl()]) };
  };

  itInChromium(`[F1] [F2] consents at ${name}, comes back, and is told what is connected now`, async () => {
    const { olga, opened } = await beginInBrowser();
    await using browser = opened;
    const { page } = browser;
    expect(await page.locator('li').allInnerTexts()).toEqual(expect.arrayContaining([...kit.tooFew.missing]));
    await press(page, 'Approve');
    expect([await headingOf(page), await statusOf(page)]).toEqual([`${name} is connected`, 'connected']);
    expect(await page.locator('main').innerText()).toContain(kit.accountName);
    expect((await door.shownOf(olga)).status).toBe('CONNECTED');

    await page.reload();
    expect([await headingOf(page), await statusOf(page)]).toEqual([`${name} is connected already`, 'repeated']);
    expect((await door.shownOf(olga)).status).toBe('CONNECTED');
    expect(browser.foreign).toEqual([]);
  }, PATIENCE_MS);

  itInChromium(`[F1] [F2] denies at ${name}, comes back, and nothing has changed`, async () => {
    const { olga, opened } = await beginInBrowser();
    await using browser = opened;
    const { page } = browser;
    await press(page, 'Deny');
    expect([await headingOf(page), await statusOf(page)]).toEqual([`${name} was not connected`, 'denied']);
    expect(await door.shownOf(olga)).toMatchObject({ status: 'DISCONNECTED', credential: null });
  }, PATIENCE_MS);

  itInChromium(`[F2] is led back from ${name} to where it came from, and to no other place`, async () => {
    const refused = await door.tryToStart(await door.app.signUp(), { provider, returnTo: 'https://evil.example/' });
    expect(refused.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const { opened } = await beginInBrowser({ returnTo: `${publicUrl()}/healthz?tab=crm` });
    await using browser = opened;
    const { page } = browser;
    await press(page, 'Approve');
    expect(await headingOf(page)).toBe(`${name} is connected`);
    await page.getByRole('link', { name: 'Go on' }).click();
    const end = new URL(page.url());
    expect([end.pathname, Object.fromEntries(end.searchParams)]).toEqual(['/healthz', { tab: 'crm', integration: provider, status: 'connected' }]);
  }, PATIENCE_MS);

  itInChromium(`[F2] with a link to ${name} that was made for nobody is told so, and sees nothing of what it carried`, async () => {
    await using browser = await openOffline(`${door.callbackUrl}?state=${'x'.repeat(43)}&code=${encodeURIComponent('<img src=x onerror=alert(1)>')}`);
    expect([await headingOf(browser.page), await statusOf(browser.page)]).toEqual([`${name} could not be connected`, 'failed']);
    expect(await browser.page.locator('main').innerText()).toContain('STATE_UNKNOWN');
    expect(await browser.page.content()).not.toContain('onerror');
    expect(browser.foreign).toEqual([]);
  }, PATIENCE_MS);
});
