import type { CrmField } from '../../crm/crm-provider.ts';
import type { LeadField } from '../lead/index.ts';
import { checkRules } from './check-rules.ts';
import { nameStep } from './default-rules.ts';
import { nameParts, synonyms, wordsOf } from './field-words.ts';
import type { MappingRule } from './mapping-rule.ts';

/** How alike two fields are: the same words count most, in the property's name more than in its label. */
const NAME_SCORE = 100;
const LABEL_SCORE = 90;
/** What a synonym counts less for each place that it stands further behind. */
const PLACE = 2;
/** Names with most of their words in common, but for fields of the team's own only: those have no synonyms. */
const SHARED_SCORE = 50;
const LEAST_SHARE = 0.6;

interface Candidate {
  rule: MappingRule;
  /** What is given away once: a lead's field, or a part of its name. */
  source: string;
  score: number;
}

const share = (a: string, b: string): number => {
  const [ours, theirs] = [new Set(a.split(' ')), b.split(' ')];
  return new Set(theirs.filter((word) => ours.has(word))).size / new Set([...ours, ...theirs]).size;
};

/** A CRM's field with its name and its label as words, which are compared with those of every field of the lead. */
interface Target {
  field: CrmField;
  name: string;
  label: string;
}

interface Source {
  field: LeadField;
  /** From the surest to the vaguest. */
  words: readonly string[];
}

const targetOf = (field: CrmField): Target => ({ field, name: wordsOf(field.name), label: wordsOf(field.label) });
const sourceOf = (field: LeadField): Source => ({
  field, words: field.custom ? [wordsOf(field.name), wordsOf(field.label)] : (synonyms[field.name] ?? [wordsOf(field.name)]),
});

const scoreWords = (words: readonly string[], { name, label }: Target): number => {
  const placed = (text: string, score: number) => {
    const place = words.indexOf(text);
    return place === -1 ? 0 : score - place * PLACE;
  };
  return Math.max(placed(name, NAME_SCORE), placed(label, LABEL_SCORE));
};

const scoreField = ({ field, words }: Source, target: Target): number => {
  const same = scoreWords(words, target);
  if (same > 0 || !field.custom) return same;
  const shared = Math.max(...words.flatMap((own) => [share(own, target.name), share(own, target.label)]));
  return shared >= LEAST_SHARE ? SHARED_SCORE * shared : 0;
};

const ruleOf = (source: string, { name: target, type }: CrmField, transform: unknown = null): MappingRule => ({
  source, target, direction: 'TO_CRM', mode: 'NEVER_BLANK', transform, default: null, type,
});

/** The rules that could fill a property; each fits it without any problem, so that none is read-only or of another type. */
const candidatesFor = (target: Target, sources: readonly Source[], oneWord: 'FIRST' | 'LAST'): Candidate[] => {
  const { field } = target;
  const leadFields = sources.map((source) => source.field);
  const parts = (['firstName', 'lastName'] as const).map((part) => ({
    source: part, score: scoreWords(nameParts[part], target), rule: ruleOf('name', field, nameStep(part, oneWord)),
  }));
  const fields = sources.map((own) => ({ source: own.field.name, score: scoreField(own, target), rule: ruleOf(own.field.name, field) }));
  return [...parts, ...fields].filter(({ score, rule }) => score > 0 && checkRules([rule], { leadFields, crmFields: [{ ...field, required: false }] }).length === 0);
};

/**
 * The rules that names, labels and types suggest, in the order of the lead's fields. Each property is filled once and
 * each field goes to one property, the most alike first. The same fields give the same rules, in whatever order they come.
 */
export const matchFields = (leadFields: readonly LeadField[], crmFields: readonly CrmField[]): MappingRule[] => {
  const place = (source: string) => (source in nameParts ? 0 : leadFields.findIndex(({ name }) => name === source));
  const sources = leadFields.map(sourceOf);
  const targets = crmFields.map(targetOf);
  const needsLast = targets.some((target) => target.field.required && scoreWords(nameParts.lastName, target) > 0);
  const byScore = targets
    .flatMap((target) => candidatesFor(target, sources, needsLast ? 'LAST' : 'FIRST'))
    .sort((a, b) => b.score - a.score || place(a.source) - place(b.source) || (a.rule.target < b.rule.target ? -1 : 1));
  const chosen: Candidate[] = [];
  for (const candidate of byScore) {
    const isTaken = chosen.some(({ source, rule }) => source === candidate.source || rule.target === candidate.rule.target);
    // A name is sent in its parts or as a whole, not both.
    const isTwice = chosen.some(({ rule, source }) => rule.source === 'name' && candidate.rule.source === 'name' && (source === 'name') !== (candidate.source === 'name'));
    if (!isTaken && !isTwice) chosen.push(candidate);
  }
  return chosen.sort((a, b) => place(a.source) - place(b.source) || (a.source < b.source ? -1 : 1)).map(({ rule }) => rule);
};
