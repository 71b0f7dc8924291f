import type { SlackSettings } from './slack-settings.ts';

/** Slack's own are some eighty characters. */
const ADDRESS_MAX = 300;
const HIDDEN = '****';
/** How much of the workspace's id is shown, to tell two of them apart. */
const SHOWN_OF_WORKSPACE = 4;

const SLACK = /(^|\.)slack(-gov)?\.com$/;
/** Workspace, app or channel, secret. */
const INCOMING = /^\/services\/([A-Za-z0-9]+)\/[A-Za-z0-9]+\/[A-Za-z0-9]+$/;

export type AddressProblem = 'MALFORMED' | 'FOREIGN' | 'NOT_INCOMING';

const parse = (address: string): URL | null =>
  address.length <= ADDRESS_MAX && /^[\x21-\x7e]+$/.test(address) && URL.canParse(address) ? new URL(address) : null;

const hasNothingElse = ({ username, password, search, hash, pathname }: URL): boolean =>
  username === '' && password === '' && search === '' && hash === '' && pathname !== '/';

/**
 * The address of an incoming webhook that somebody has named, once it is certain that it may be called: an origin of
 * the list, and at Slack a path of an incoming webhook. Otherwise what is wrong with it; never the address itself.
 */
export const webhookAddress = ({ origins }: Pick<SlackSettings, 'origins'>, address: string): URL | AddressProblem => {
  const url = parse(address);
  if (url === null) return 'MALFORMED';
  if (!origins.includes(url.origin)) return 'FOREIGN';
  if (!hasNothingElse(url)) return 'MALFORMED';
  return SLACK.test(url.hostname) && !INCOMING.test(url.pathname) ? 'NOT_INCOMING' : url;
};

/** What may be shown of it: `https://hooks.slack.com/services/T012…/****`. */
export const maskedAddress = ({ origin, pathname }: URL): string => {
  const workspace = INCOMING.exec(pathname)?.[1];
  return workspace === undefined ? `${origin}/${HIDDEN}` : `${origin}/services/${workspace.slice(0, SHOWN_OF_WORKSPACE)}…/${HIDDEN}`;
};
