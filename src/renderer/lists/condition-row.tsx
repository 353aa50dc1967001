/** One condition of a list: where to look, how to compare, with what. */
import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { suggestedField } from '../library/query/language/complete';
import { type Comparison, comparisonsOf, FORM_FIELDS, type FormCondition } from '../library/query/language/form';
import { type Choice, type Qualifier, qualifierNamed } from '../library/query/language/reference';
import { useNames } from '../papers/use-names';
import { IconButton } from '../ui/icon-button';

interface ConditionRowProps {
  /** From 1, for its name. */
  number: number;
  condition: FormCondition;
  onChange(condition: FormCondition): void;
  onRemove(): void;
}

const FIELD_NAMES: Record<string, string> = {
  '': 'Anywhere',
  is: 'Status',
  has: 'Paper',
  title: 'Title',
  abstract: 'Abstract',
  org: 'Organization',
  tag: 'Tag',
  note: 'Note',
  digest: 'Digest',
  published: 'Published',
  seen: 'Seen in a digest',
  read: 'Read',
  starred: 'Starred',
  noted: 'Note changed',
  authors: 'Authors',
  comments: 'Comments',
  sightings: 'Sightings',
};

const COMPARISON_NAMES: Record<Comparison, string> = {
  has: 'has',
  hasNot: 'has not',
  hasPhrase: 'has exactly',
  hasNotPhrase: 'has not exactly',
  is: 'is',
  isNot: 'is not',
  equals: 'is',
  atLeast: 'is at least',
  atMost: 'is at most',
  more: 'is more than',
  less: 'is less than',
  between: 'is between',
};

const DAY_COMPARISON_NAMES: Partial<Record<Comparison, string>> = {
  equals: 'is in',
  atLeast: 'since',
  atMost: 'until',
  more: 'after',
  less: 'before',
  between: 'between',
};

const HAS_COMPARISON_NAMES: Partial<Record<Comparison, string>> = { is: 'has', isNot: 'has no' };

/** What a comparison is called where the values are of this kind. */
function comparisonName(comparison: Comparison, qualifier: Qualifier | null): string {
  const special =
    qualifier?.kind === 'days' ? DAY_COMPARISON_NAMES : qualifier?.name === 'has' ? HAS_COMPARISON_NAMES : {};
  return special[comparison] ?? COMPARISON_NAMES[comparison];
}

export function ConditionRow({ number, condition, onChange, onRemove }: ConditionRowProps) {
  const { field, comparison, value, to } = condition;
  const qualifier = qualifierNamed(field);
  const comparisons = comparisonsOf(field);
  const change = (part: Partial<FormCondition>) => onChange({ ...condition, ...part });
  const chooseField = (next: string) => {
    const offered = comparisonsOf(next);
    const isOffered = offered.includes(comparison);
    const isAlike = qualifierNamed(next)?.kind === qualifier?.kind && qualifier?.kind !== 'choice';
    change({
      field: next,
      comparison: isOffered ? comparison : (offered[0] ?? 'has'),
      value: isAlike ? value : firstValue(qualifierNamed(next)),
      to: isAlike ? to : '',
    });
  };
  return (
    <li className="condition-row">
      <select
        aria-label={`Field of condition ${number}`}
        value={field}
        onChange={({ target }) => chooseField(target.value)}
      >
        {FORM_FIELDS.map((name) => (
          <option key={name} value={name}>
            {FIELD_NAMES[name] ?? name}
          </option>
        ))}
      </select>
      <select
        aria-label={`Comparison of condition ${number}`}
        value={comparison}
        onChange={({ target }) => change({ comparison: target.value as Comparison })}
      >
        {comparisons.map((one) => (
          <option key={one} value={one}>
            {comparisonName(one, qualifier)}
          </option>
        ))}
      </select>
      <span className="condition-values">
        {qualifier?.kind === 'choice' ? (
          <ChoiceSelect
            label={`Value of condition ${number}`}
            choices={qualifier.choices}
            value={value}
            onChange={(next) => change({ value: next })}
          />
        ) : (
          <ValueInput
            label={`Value of condition ${number}`}
            qualifier={qualifier}
            value={value}
            onChange={(next) => change({ value: next })}
          />
        )}
        {comparison === 'between' && (
          <>
            and
            <ValueInput
              label={`End of condition ${number}`}
              qualifier={qualifier}
              value={to}
              onChange={(next) => change({ to: next })}
            />
          </>
        )}
      </span>
      <IconButton icon={X} label={`Remove condition ${number}`} title="Remove" onClick={onRemove} />
    </li>
  );
}

/** What a new condition of a field begins with. */
function firstValue(qualifier: Qualifier | null): string {
  return qualifier?.kind === 'choice' ? (qualifier.choices[0]?.value ?? '') : '';
}

interface ChoiceSelectProps {
  label: string;
  choices: readonly Choice[];
  value: string;
  onChange(value: string): void;
}

function ChoiceSelect({ label, choices, value, onChange }: ChoiceSelectProps) {
  return (
    <select aria-label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      {choices
        .filter(({ expression }) => expression !== null)
        .map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.value === 'org' ? 'organization' : choice.value}
          </option>
        ))}
    </select>
  );
}

interface ValueInputProps {
  label: string;
  qualifier: Qualifier | null;
  value: string;
  onChange(value: string): void;
}

function ValueInput({ label, qualifier, value, onChange }: ValueInputProps) {
  const listId = useId();
  const [isAsked, setAsked] = useState(false);
  const field = qualifier && suggestedField({ from: 0, to: 0, qualifier, written: value });
  const names = useNames(isAsked ? field : null, value);
  const offered = field ? names : qualifier?.kind === 'days' ? DAYS : [];
  return (
    <>
      <input
        type="text"
        aria-label={label}
        list={offered.length > 0 ? listId : undefined}
        placeholder={placeholderOf(qualifier)}
        spellCheck={false}
        autoComplete="off"
        value={value}
        onFocus={() => setAsked(true)}
        onChange={({ target }) => onChange(target.value)}
      />
      {offered.length > 0 && (
        <datalist id={listId}>
          {offered.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      )}
    </>
  );
}

const DAYS: readonly string[] = ['today', 'yesterday', '7d', '30d', '3m', '1y', 'this-week', 'last-month', 'this-year'];

function placeholderOf(qualifier: Qualifier | null): string {
  switch (qualifier?.kind) {
    case 'numbers':
      return '5';
    case 'days':
      return '2026-03 or 7d';
    case 'tag':
    case 'digest':
      return 'name';
    default:
      return 'words';
  }
}
