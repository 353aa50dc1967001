/** After the first of two keys: what may be pressed next. */

import { describeKeys } from './key-words';
import { IS_MAC } from './platform';
import type { PendingKeys } from './use-command-keys';

export function KeyHint({ pending }: { pending: PendingKeys | null }) {
  if (!pending) return null;
  return (
    <div className="key-hint" role="group" aria-label="Keys that may follow">
      <p className="key-hint-begun">
        <kbd>{describeKeys(pending.chords, IS_MAC)}</kbd> then
      </p>
      <dl>
        {pending.longer.map(({ command, keys }) => (
          <div key={command.id}>
            <dt>
              <kbd>{describeKeys(keys.slice(pending.chords.length), IS_MAC)}</kbd>
            </dt>
            <dd>{command.label}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
