/** How to search: all that a query may say, with examples to try. Derived from what the parser knows. */
import {
  DAYS_REFERENCE,
  type Example,
  QUALIFIERS,
  type Qualifier,
  WORDS_REFERENCE,
} from '../library/query/language/reference';
import { Modal } from '../ui/modal';

interface QueryReferenceProps {
  isOpen: boolean;
  onClose(): void;
  /** Searches for an example. */
  onTry(query: string): void;
}

export function QueryReference({ isOpen, onClose, onTry }: QueryReferenceProps) {
  const tryOut = (query: string) => {
    onClose();
    onTry(query);
  };
  return (
    <Modal
      title="How to search"
      description="Words find papers by title, abstract, organization, tag and note. Choose an example to try it."
      isOpen={isOpen}
      onClose={onClose}
      className="query-reference"
    >
      <div className="modal-body">
        <h3>Words</h3>
        <Examples examples={WORDS_REFERENCE} onTry={tryOut} />
        <h3>Conditions</h3>
        <dl className="qualifiers">
          {QUALIFIERS.map((qualifier) => (
            <QualifierEntry key={qualifier.name} qualifier={qualifier} onTry={tryOut} />
          ))}
        </dl>
        <h3>Days</h3>
        <Examples examples={DAYS_REFERENCE} onTry={tryOut} />
      </div>
    </Modal>
  );
}

function QualifierEntry({ qualifier, onTry }: { qualifier: Qualifier; onTry(query: string): void }) {
  const { name, also = [], meaning, examples } = qualifier;
  return (
    <div>
      <dt>
        <code>{name}:</code>
        {also.length > 0 && <span className="also">or {also.map((other) => `${other}:`).join(', ')}</span>}
      </dt>
      <dd>
        <p>{meaning}.</p>
        {qualifier.kind === 'choice' ? (
          <ul className="examples">
            {qualifier.choices.map(({ value, meaning: one, expression }) => (
              <li key={value}>
                {expression ? (
                  <TryButton query={`${name}:${value}`} onTry={onTry} />
                ) : (
                  <code>{`${name}:${value}`}</code>
                )}
                <span>{expression ? one : `${one}; comes with a later version`}</span>
              </li>
            ))}
          </ul>
        ) : (
          <Examples examples={examples} onTry={onTry} />
        )}
      </dd>
    </div>
  );
}

function Examples({ examples, onTry }: { examples: readonly Example[]; onTry(query: string): void }) {
  return (
    <ul className="examples">
      {examples.map(({ query, meaning }) => (
        <li key={query}>
          <TryButton query={query} onTry={onTry} />
          <span>{meaning}</span>
        </li>
      ))}
    </ul>
  );
}

function TryButton({ query, onTry }: { query: string; onTry(query: string): void }) {
  return (
    <button type="button" className="example" title="Search for this" onClick={() => onTry(query)}>
      <code>{query}</code>
    </button>
  );
}
