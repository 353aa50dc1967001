/** Makes a list of papers that the reader keeps, or changes one: by conditions, or by a query written out. */
import { Plus } from 'lucide-react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { GroupColumn, SavedList, Sort } from '../library/list-records';
import { comparisonsOf, type FormCondition, formOf, type QueryForm, queryOf } from '../library/query/language/form';
import { parseQuery } from '../library/query/language/parse-query';
import { today } from '../library/query/language/today';
import { library } from '../library-client';
import { counted, formatCount } from '../ui/format';
import { Modal } from '../ui/modal';
import { ConditionRow } from './condition-row';

/** How the table is sorted and grouped now. */
export interface Arrangement {
  sort: Sort[];
  group: GroupColumn | null;
}

interface ListDialogProps {
  /** The list to change; one without a name is new. */
  list: SavedList;
  /** Why it can only be looked at; `null` where it can be changed. */
  problem: string | null;
  arrangement: Arrangement;
  onSave(list: SavedList): void;
  onDelete(): void;
  onClose(): void;
}

const NEW_CONDITION: FormCondition = { field: '', comparison: comparisonsOf('')[0] ?? 'has', value: '', to: '' };

export function ListDialog({ list, problem, ...props }: ListDialogProps) {
  const isNew = list.name === '';
  return (
    <Modal
      title={isNew ? 'New list' : `List “${list.name}”`}
      description={problem ?? 'A list always holds the papers that meet its conditions now.'}
      isOpen
      onClose={props.onClose}
      isSticky
      className="list-dialog"
    >
      {problem === null ? <ListForm list={list} isNew={isNew} {...props} /> : <ForeignList list={list} {...props} />}
    </Modal>
  );
}

/** A list that a newer version of Offprint made: it is shown as it is, and not touched. */
function ForeignList({ list, onDelete, onClose }: Pick<ListDialogProps, 'list' | 'onDelete' | 'onClose'>) {
  return (
    <>
      <div className="modal-body">
        <p className="list-query">
          <code>{list.query}</code>
        </p>
      </div>
      <div className="modal-foot">
        <button type="button" className="quiet-button" onClick={onDelete}>
          Delete
        </button>
        <button type="button" className="primary-button" onClick={onClose}>
          Leave it as it is
        </button>
      </div>
    </>
  );
}

type Order = 'table' | 'now' | 'kept';

function ListForm({
  list,
  isNew,
  arrangement,
  onSave,
  onClose,
}: Omit<ListDialogProps, 'problem'> & { isNew: boolean }) {
  const id = useId();
  const [name, setName] = useState(isNew ? list.query : list.name);
  /** `null` while the query is written out. */
  const [form, setForm] = useState<QueryForm | null>(() => startingForm(list.query));
  const [text, setText] = useState(list.query);
  const [order, setOrder] = useState<Order>(list.sort === null ? 'table' : 'kept');
  const nameInput = useRef<HTMLInputElement>(null);
  const query = form ? queryOf(form) : text;
  const { problems } = parseQuery(query, today());
  const canBeForm = form !== null || formOf(text, today()) !== null;

  useEffect(() => nameInput.current?.select(), []);

  const save = (event: FormEvent) => {
    event.preventDefault();
    // What is kept is to mean the same for good: a later version would take it for something of a newer one.
    if (problems.length > 0) return;
    const kept = { table: { sort: null, group: null }, now: arrangement, kept: { sort: list.sort, group: list.group } };
    onSave({ ...list, ...kept[order], name: name.trim() === '' ? query || 'All papers' : name.trim(), query });
  };
  return (
    <form className="list-form" onSubmit={save}>
      <div className="modal-body">
        <label className="list-name">
          Name
          <input
            ref={nameInput}
            type="text"
            value={name}
            maxLength={200}
            onChange={({ target }) => setName(target.value)}
          />
        </label>
        <div className="segments" role="radiogroup" aria-label="How to say what is in it">
          <label>
            <input
              type="radio"
              name={`${id}-view`}
              checked={form !== null}
              disabled={!canBeForm}
              onChange={() => setForm(startingForm(text))}
            />
            Conditions
          </label>
          <label>
            <input
              type="radio"
              name={`${id}-view`}
              checked={form === null}
              onChange={() => {
                setText(query);
                setForm(null);
              }}
            />
            Query
          </label>
          {!canBeForm && <span className="list-remark">This query says more than conditions can show.</span>}
        </div>
        {form ? (
          <Conditions form={form} onChange={setForm} />
        ) : (
          <textarea
            aria-label="Query"
            rows={3}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value.replace(/\n/g, ' '))}
          />
        )}
        <div aria-live="polite">
          {problems.slice(0, 2).map(({ from, message }) => (
            <p key={from} className="list-problem">
              {message}
            </p>
          ))}
        </div>
        <label className="list-order">
          Order
          <select value={order} onChange={({ target }) => setOrder(target.value as Order)}>
            <option value="table">as the table is at the time</option>
            <option value="now">sorted and grouped as the table is now</option>
            {list.sort !== null && <option value="kept">as it was kept with the list</option>}
          </select>
        </label>
      </div>
      <div className="modal-foot">
        <Preview query={query} />
        <button type="button" className="quiet-button" onClick={onClose}>
          Cancel
        </button>
        <button type="submit" className="primary-button" disabled={problems.length > 0}>
          {isNew ? 'Save the list' : 'Save'}
        </button>
      </div>
    </form>
  );
}

/** A form has at least one row to begin with. */
function startingForm(query: string): QueryForm | null {
  const form = formOf(query, today());
  return form && form.conditions.length === 0 ? { ...form, conditions: [NEW_CONDITION] } : form;
}

function Conditions({ form, onChange }: { form: QueryForm; onChange(form: QueryForm): void }) {
  const { match, conditions } = form;
  const [keys, setKeys] = useState(() => conditions.map(() => crypto.randomUUID()));
  const set = (nextConditions: FormCondition[], nextKeys = keys) => {
    setKeys(nextKeys);
    onChange({ match, conditions: nextConditions });
  };
  return (
    <div className="conditions">
      <label className="conditions-match">
        Papers that meet
        <select
          value={match}
          onChange={({ target }) => onChange({ ...form, match: target.value === 'any' ? 'any' : 'all' })}
        >
          <option value="all">all</option>
          <option value="any">any</option>
        </select>
        of these conditions
      </label>
      <ul>
        {conditions.map((condition, at) => (
          <ConditionRow
            key={keys[at]}
            number={at + 1}
            condition={condition}
            onChange={(changed) => set(conditions.with(at, changed))}
            onRemove={() => set(conditions.toSpliced(at, 1), keys.toSpliced(at, 1))}
          />
        ))}
      </ul>
      <button
        type="button"
        className="quiet-button"
        onClick={() => set([...conditions, NEW_CONDITION], [...keys, crypto.randomUUID()])}
      >
        <Plus aria-hidden="true" size={14} strokeWidth={1.75} />
        Add a condition
      </button>
    </div>
  );
}

/** How many papers a query finds now; nothing until that is known. */
function Preview({ query }: { query: string }) {
  const [count, setCount] = useState<{ papers: number; unread: number } | null>(null);
  useEffect(() => {
    let isCurrent = true;
    library.countPapers(query).then(
      (counts) => isCurrent && setCount(counts),
      () => isCurrent && setCount(null),
    );
    return () => {
      isCurrent = false;
    };
  }, [query]);
  return (
    <p className="list-preview" aria-live="polite">
      {count && `${counted(count.papers, 'paper')}, ${formatCount(count.unread)} unread`}
    </p>
  );
}
