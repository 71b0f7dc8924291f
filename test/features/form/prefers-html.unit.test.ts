import { prefersHtml } from '../../../src/features/form/prefers-html.ts';

describe('A caller that is answered with a page', () => {
  it.each([
    'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8',
    'text/html',
    'TEXT/HTML, */*',
    'application/json;q=0.5, text/html',
  ])('[D4] says %s', (accept) => {
    expect(prefersHtml(accept)).toBe(true);
  });

  it.each([undefined, '', '*/*', 'application/json', 'application/json, text/plain, */*', 'application/json, text/html', 'text/html;q=0', 'text/html;q=0.2, application/json', 'text/html;q=x', ',;,'])(
    '[D4] does not say %s',
    (accept) => {
      expect(prefersHtml(accept)).toBe(false);
    },
  );
});
