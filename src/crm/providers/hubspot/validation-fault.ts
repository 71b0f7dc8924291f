import type { SyncFault } from '../../crm-provider.ts';
import type { HubspotErrorBody } from './error-body.ts';
import { propertyProblems, type PropertyProblem } from './property-problems.ts';
import { quote } from '../../quote.ts';

/** HubSpot's sentence without the JSON that it hangs onto some of them. */
const sentence = (message = ''): string => {
  const json = message.search(/\[\s*\{|\{\s*"/);
  return quote(json === -1 ? message : message.slice(0, json)).replace(/[\s:]+$/, '');
};

/** What the mapping, not the record, got wrong: every record with this property is refused. */
const mappingFault = (field: string, code: string | undefined): SyncFault | undefined => {
  if (code === 'PROPERTY_DOESNT_EXIST') {
    return {
      code: 'MAPPING',
      message: `HubSpot has no property "${field}".`,
      field,
      property: 'CHANGED',
      hint: 'Read the fields again and map to one that exists, or create the property in HubSpot.',
      retryable: false,
    };
  }
  if (code === 'READ_ONLY_VALUE') {
    return {
      code: 'MAPPING',
      message: `HubSpot does not let "${field}" be written.`,
      field,
      property: 'CHANGED',
      hint: 'Take the property out of the mapping.',
      retryable: false,
    };
  }
  return undefined;
};

const hintFor = (code: string | undefined, field: string): string => {
  if (code?.startsWith('MISSING_')) return `A rule of your HubSpot account requires "${field}": map something to it that is never empty.`;
  if (code === 'INVALID_EMAIL') return 'Correct the e-mail address of the lead.';
  if (code === 'INVALID_OPTION') return `Use one of the options that HubSpot lists for "${field}".`;
  return `Correct the value of "${field}", or what is mapped to it.`;
};

/** What a code says of the property itself. */
const aboutProperty = (code: string | undefined): Pick<SyncFault, 'property'> => {
  if (code?.startsWith('MISSING_')) return { property: 'REQUIRED' };
  return code === 'INVALID_OPTION' ? { property: 'CHANGED' } : {};
};

const faultOfProblem = ({ field: name, code, message }: PropertyProblem, others: number): SyncFault | undefined => {
  if (name === undefined) return undefined;
  const field = quote(name);
  const also = others > 0 ? ` (and ${others} more)` : '';
  return (
    mappingFault(field, code) ?? {
      code: 'VALIDATION',
      message: `HubSpot refused "${field}": ${sentence(message) || quote(code ?? 'the value is not valid')}${also}`,
      field,
      hint: hintFor(code, field),
      ...aboutProperty(code),
      retryable: false,
    }
  );
};

/** A 400, or a row of category VALIDATION_ERROR. Names the property where HubSpot does. */
export const validationFault = (body: HubspotErrorBody): SyncFault => {
  const problems = propertyProblems(body);
  const [first] = problems;
  const said = sentence(first?.message ?? body.message);
  return (
    (first && faultOfProblem(first, problems.length - 1)) ?? {
      code: 'VALIDATION',
      message: said ? `HubSpot refused the record: ${said}` : 'HubSpot refused the record and did not say why.',
      hint: 'Compare the values of the lead with the rules of the HubSpot account.',
      retryable: false,
    }
  );
};
