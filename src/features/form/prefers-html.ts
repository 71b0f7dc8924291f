/** The weight that an Accept header gives to a media range; 0 where it does not name it. */
const weightOf = (accept: string, range: string): number => {
  const entry = accept.split(',').map((part) => part.split(';').map((word) => word.trim().toLowerCase())).find(([name]) => name === range);
  if (!entry) return 0;
  const weight = Number(entry.find((word) => word.startsWith('q='))?.slice(2) ?? 1);
  return Number.isNaN(weight) ? 0 : weight;
};

/** Whether a caller is a browser that shows what it gets: it names HTML, and likes nothing that covers JSON better. */
export const prefersHtml = (accept = ''): boolean => {
  const html = weightOf(accept, 'text/html');
  return html > weightOf(accept, 'application/json') && html >= weightOf(accept, '*/*');
};
