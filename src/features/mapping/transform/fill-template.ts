/** `{{value}}`: what the steps before have made. */
export const OWN_VALUE = 'value';

const placeholder = /\{\{([^{}]*)\}\}/g;

/** The fields that a template names, or null where a brace is not closed or names nothing. */
export const placeholdersOf = (template: string): string[] | null => {
  const names = [...template.matchAll(placeholder)].map(([, name = '']) => name.trim());
  const rest = template.replace(placeholder, '');
  return rest.includes('{{') || rest.includes('}}') || names.includes('') ? null : names;
};

/**
 * Puts values in the places of a template, as they are: what a value holds is never read as a template. Null where there
 * are places and nothing is there for any of them.
 */
export const fillTemplate = (template: string, textOf: (name: string) => string): string | null => {
  let places = 0;
  let filled = 0;
  const text = template.replace(placeholder, (_, name: string) => {
    const value = textOf(name.trim());
    places += 1;
    if (value !== '') filled += 1;
    return value;
  });
  return places > 0 && filled === 0 ? null : text;
};
