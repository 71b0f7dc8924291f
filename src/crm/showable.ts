import { MASK, maskSecrets } from './mask-secrets.ts';

/** Characters of one body that are kept for people to look at; a batch of 100 contacts is several times that. */
export const MAX_SHOWN_CHARACTERS = 16_384;
const MAX_SHOWN_DEPTH = 12;
const CUT = '…';

/** What a system calls its secrets, should one stand where we did not know of it. */
const SECRET_NAME = /(^|_)token$|Token$|secret|password|authorization|api_?key/i;

interface Budget {
  left: number;
}

const cutText = (text: string, budget: Budget): string => {
  const shown = text.length <= budget.left ? text : text.slice(0, budget.left) + CUT;
  budget.left -= shown.length;
  return shown;
};

const cutList = (items: readonly unknown[], depth: number, budget: Budget): unknown[] => {
  const shown: unknown[] = [];
  for (const item of items) {
    if (budget.left <= 0) return [...shown, `${CUT} ${items.length - shown.length} more`];
    shown.push(cut(item, depth, budget));
  }
  return shown;
};

const cutObject = (value: object, depth: number, budget: Budget): Record<string, unknown> => {
  const shown: [string, unknown][] = [];
  for (const [name, item] of Object.entries(value)) {
    if (budget.left <= 0) return Object.fromEntries([...shown, [CUT, CUT]]);
    shown.push([cutText(name, budget), SECRET_NAME.test(name) ? MASK : cut(item, depth, budget)]);
  }
  return Object.fromEntries(shown);
};

const cut = (value: unknown, depth: number, budget: Budget): unknown => {
  if (typeof value === 'string') return cutText(value, budget);
  if (typeof value !== 'object' || value === null) {
    budget.left -= 1;
    return value;
  }
  if (depth === MAX_SHOWN_DEPTH) return CUT;
  return Array.isArray(value) ? cutList(value, depth + 1, budget) : cutObject(value, depth + 1, budget);
};

/** A JSON body as people may see it: secrets masked by value and by name, what is beyond the budget left out. */
export const showable = (body: unknown, secrets: readonly string[]): unknown =>
  body === undefined ? null : cut(maskSecrets(body, secrets), 0, { left: MAX_SHOWN_CHARACTERS });
