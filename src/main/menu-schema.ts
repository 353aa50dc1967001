/** What the page may send as the application's menus. */
import * as v from 'valibot';
import type { Menu, MenuItem } from '../preload/api';

/** Deeper submenus there are none. */
const MOST_ITEMS = 200;

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,100}$/));

/** What Electron takes: it throws for any other, and there would be no menu at all. */
const accelerator = v.pipe(
  v.string(),
  v.regex(
    /^(?:(?:CmdOrCtrl|Ctrl|Alt|Shift)\+)*(?:[A-Z0-9!-*,-/:-@[-`{-~]|F(?:[1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape)$/,
  ),
);

const command = v.strictObject({
  kind: v.literal('command'),
  id,
  label,
  accelerator: v.nullable(accelerator),
  isEnabled: v.boolean(),
  isChecked: v.nullable(v.boolean()),
});

const submenu = v.strictObject({
  kind: v.literal('submenu'),
  label,
  items: v.pipe(v.array(command), v.maxLength(MOST_ITEMS)),
});

const item = v.variant('kind', [command, submenu]) satisfies v.GenericSchema<unknown, MenuItem>;

export const menusSchema: v.GenericSchema<unknown, Menu[]> = v.pipe(
  v.array(
    v.strictObject({
      id,
      label,
      sections: v.pipe(v.array(v.pipe(v.array(item), v.maxLength(MOST_ITEMS))), v.maxLength(20)),
    }),
  ),
  v.maxLength(20),
);
