/** Markup that is safe to send. Only this file makes it. */
class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
}
export type { Html };

type Part = Html | readonly Html[] | string | number | null;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand between tags and inside a quoted attribute. */
const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

const render = (part: Part): string => {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(({ markup }) => markup).join('');
  return escape(String(part));
};

/** Markup from a template: whatever is put in is escaped, unless it is markup itself; null is nothing. */
export const html = (template: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(template.map((text, at) => text + render(parts[at] ?? null)).join(''));

/** A style element; `css` is ours, never anyone's input. */
export const styleElement = (css: string): Html => new Html(`<style>${css}</style>`);
