import type { CrmProvider } from '../../crm/crm-provider.ts';
import type { MappingRule } from './mapping-rule.ts';

const rule = (source: string, target: string, transform: unknown = null): MappingRule => ({
  source, target, direction: 'TO_CRM', mode: 'NEVER_BLANK', transform, default: null, type: null,
});

/** The step that takes a part out of a name, in its shortest form. */
export const nameStep = (name: 'firstName' | 'lastName', oneWord: 'FIRST' | 'LAST'): unknown => (oneWord === 'FIRST' ? name : [{ name, oneWord }]);

type NamingProvider = Pick<CrmProvider, 'defaultMapping' | 'defaultMappings' | 'contactProperties' | 'oneWordName'>;

/** The mapping that serves until a team saves one: a provider's own pairs, which blank nothing out. */
export const defaultRules = ({ defaultMapping, defaultMappings, contactProperties, oneWordName }: NamingProvider, object: string): MappingRule[] =>
  Object.entries(defaultMappings?.[object] ?? defaultMapping).flatMap(([source, target]) => {
    const { firstName, lastName } = contactProperties;
    // An object that has one name only keeps it whole.
    if (source !== 'name' || !oneWordName || !firstName || !lastName || ![firstName, lastName].includes(target)) return [rule(source, target)];
    return [rule(source, firstName, nameStep('firstName', oneWordName)), rule(source, lastName, nameStep('lastName', oneWordName))];
  });
