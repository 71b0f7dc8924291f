import { buildSchema, findBreakingChanges } from 'graphql';

/** What stands under `### Breaking` in the newest section of the changelog. */
const announced = (changelog: string): string => {
  const [newest = ''] = changelog.split(/^## /m).slice(1);
  const [, breaking = ''] = /^### Breaking\s*$([\s\S]*?)(?=^#|$(?![\s\S]))/m.exec(newest) ?? [];
  return breaking.replaceAll('`', '').replaceAll(/\s+/g, ' ');
};

/**
 * What the schema no longer keeps of the released one, in the words of graphql-js (`Lead.fax was removed.`), and the
 * newest section of the changelog does not say under "Breaking" in the same words. Additions are never among them.
 */
export const unannouncedChanges = (releasedSdl: string, currentSdl: string, changelog: string): string[] => {
  const said = announced(changelog);
  return findBreakingChanges(buildSchema(releasedSdl), buildSchema(currentSdl))
    .map(({ description }) => description)
    .filter((description) => !said.includes(description));
};
