/** Guards around what the reader said: it is on the disk before it counts as saved, and nothing damaged or partial takes its place. */
import { type Guard, guardsOf } from './guard';

const STORE = { about: 'saved means on the disk', file: 'src/main/marks/journal-store.ts' };
const FAULTS = 'src/main/marks/journal-faults.test.ts';
const JOURNAL = 'src/main/marks/journal.test.ts';
const BACKUPS = 'src/main/marks/backups.test.ts';

export const MARK_GUARDS: readonly Guard[] = [
  ...guardsOf({
    ...STORE,
    tests: FAULTS,
    guards: [
      ['by a power cut', '      await open.file.sync();\n', ''],
      [
        'a sync that fails is told',
        '      await open.file.sync();\n',
        '      await open.file.sync().catch(() => {});\n',
      ],
      ['a full disk refuses, in words', '      await this.letGo();\n      throw error;\n', '      throw error;\n'],
      ['a full disk refuses, in words', 'if (scan.end < size) await file.truncate(scan.end);', ''],
      [
        'nor is it relied on after a restart',
        'this.#isNameUncertain ||= (await files.list(folder)).includes(this.#renaming);',
        '',
      ],
    ],
  }),
  ...guardsOf({
    about: 'saved means on the disk',
    file: 'src/main/marks/journal-files.ts',
    tests: FAULTS,
    guards: [
      ['by a power cut', '    await file.sync();\n    return file;', '    return file;'],
      ['EIO', '    written += count;\n', '    written = bytes.length;\n'],
    ],
  }),
  ...guardsOf({
    about: 'saved means on the disk',
    file: 'src/main/marks/journal-files.ts',
    tests: 'src/main/marks/journal-files.test.ts',
    guards: [
      ['a sync is one of the system', 'sync: () => handle.datasync()', 'sync: async () => {}'],
      ['the names of a folder', '      await folder.sync();\n', ''],
    ],
  }),
  ...guardsOf({
    about: 'checksums of lines and backups',
    file: 'src/main/marks/journal-lines.ts',
    tests: JOURNAL,
    guards: [
      [
        'gives every line that is whole, whatever byte is damaged',
        'isClosed && sum === checksum(bytes, start + BODY, end)',
        'isClosed && sum >= 0',
      ],
    ],
  }),
  ...guardsOf({
    about: 'checksums of lines and backups',
    file: 'src/main/marks/backup-file.ts',
    tests: BACKUPS,
    guards: [
      ['with a byte changed', " || createHash('sha256').update(body).digest('hex') !== head.sha256", ''],
      ['cut behind its first line', 'if (body.length !== head.bytes || ', 'if (body.length > 0 && '],
      ['for each of them', "const UNFINISHED = '.new';", "const UNFINISHED = '';"],
      ['what is read back is another than what was written', '  await proveBackup(files, temporary);\n', ''],
      ['of a newer Offprint', 'if (head.output.backup > BACKUP_VERSION) {', 'if (head.output.backup < 0) {'],
    ],
  }),
  ...guardsOf({
    about: 'damage is told, and the original kept',
    file: 'src/main/marks/journal-store.ts',
    tests: JOURNAL,
    guards: [
      [
        'gives every line that is whole, whatever byte is damaged',
        'this.damage = await keepDamaged(this.#options, bytes, lines.length);',
        "this.damage = 'The marks journal was damaged.';",
      ],
      [
        'gives every line that is whole, whatever byte is damaged',
        'bytes.length > 0 && (scan.version === null || scan.isDamaged)',
        'bytes.length < 0',
      ],
      [
        'is mended before anything is left out of it',
        '      await this.#prove();\n      const open',
        '      const open',
      ],
      ['whose beginning is damaged tells so', '    if (this.damage !== before) this.#options.onMended?.();\n', ''],
      ['so that an earlier Offprint refuses it', 'version === JOURNAL_VERSION && !isDamaged', '!isDamaged'],
      [
        'waits for one that is not there',
        '!isMade && !(await isThere(files, folder))',
        '!isMade && !isThere(files, folder)',
      ],
    ],
  }),
  ...guardsOf({
    about: 'damage is told, and the original kept',
    file: 'src/main/marks/other-journals.ts',
    tests: 'src/main/marks/other-journals.test.ts',
    guards: [
      [
        'what a damaged file lacks is told once it is whole',
        'if (isDamaged) for (const device of found) incomplete.add(device);',
        '',
      ],
    ],
  }),
  ...guardsOf({
    about: 'an empty backup replaces no full one',
    file: 'src/main/marks/backup-rotation.ts',
    tests: 'src/main/marks/backup-rotation.test.ts',
    guards: [
      ['by any number of smaller ones', '  if (fullest) kept.add(fullest);\n', ''],
      [
        'nor by damaged ones',
        'const sound = newestFirst.filter(({ isSound }) => isSound);',
        'const sound = newestFirst;',
      ],
    ],
  }),
  ...guardsOf({
    about: 'an empty backup replaces no full one',
    file: 'src/main/marks/backups.ts',
    tests: BACKUPS,
    guards: [
      ['is none before the first mark', 'if (backup.parts.length > 1) kept', 'kept'],
      [
        'is told, and the fuller backup stays',
        'warning: shrunkenWords(found.filter(({ device }) => device === this.#options.device))',
        'warning: null',
      ],
      ['is made within 20 s of a change', 'const GATHER = 15_000;', 'const GATHER = 25_000;'],
    ],
  }),
  ...guardsOf({
    about: 'an empty backup replaces no full one',
    file: 'src/main/marks/backup-folder.ts',
    tests: BACKUPS,
    guards: [
      [
        'with backups of another device',
        'return (await this.list()).filter((backup) => backup.device === device);',
        'return (await this.list()).filter(() => device);',
      ],
      ['that is missing is told, is not made', 'if (isMade) await', 'await'],
      [
        'is read before: one that went bad stands for nothing',
        'const unproven = standing.filter(({ backup }) => !backup.isProven);',
        'const unproven: typeof standing = [];',
      ],
      ['the backup of now is not taken for an old one', 'backup !== added', 'true'],
      [
        'what is to be restored or exported is read before',
        'if (!found || !isSure) return found ?? null;',
        'if (!found || true) return found ?? null;',
      ],
    ],
  }),
  ...guardsOf({
    about: 'a backup that lacks something is not whole',
    file: 'src/main/marks/backup-file.ts',
    tests: BACKUPS,
    guards: [
      ['was cut since', 'if (size !== start.end + start.head.bytes) throw damaged();', ''],
      ['is read before: one that went bad', "if (hash.digest('hex') !== head.sha256) throw damaged();", ''],
    ],
  }),
  ...guardsOf({
    about: 'a backup that lacks something is not whole',
    file: 'src/main/marks/backup-folder.ts',
    tests: BACKUPS,
    guards: [
      [
        'makes one where the journal is an older one',
        ".find(({ head }) => stamp !== '' && head?.of === stamp)",
        '.find(({ head }) => head)',
      ],
      ['is no backup of all: none is given', "stamp !== '' && head?.of === stamp", 'head?.of === stamp'],
      [
        'costs no backup that has it, however many are made without',
        'isWhole: backup.head?.lacks === 0',
        'isWhole: true',
      ],
    ],
  }),
  ...guardsOf({
    about: 'a backup that lacks something is not whole',
    file: 'src/main/marks/all-journals.ts',
    tests: BACKUPS,
    guards: [
      ['makes one where the journal is another of the same length', '.update(bytes)', ''],
      ['is in a backup, in the order in which it was said', 'if (lines.length > 0) journals.push(lines);', ''],
      ['is in a backup, in the order in which it was said', 'stamped.sort(byClock);', ''],
      [
        'is told, and the backup is made anew once it can be',
        'if (!(error instanceof NewerJournalError))',
        'if (error === null)',
      ],
      ['is no backup of all: none is given', "return '';", "return hash.digest('hex');"],
    ],
  }),
  ...guardsOf({
    about: 'a backup that lacks something is not whole',
    file: 'src/main/marks/backups.ts',
    tests: BACKUPS,
    guards: [
      ['is tried again by itself', "of: problems.length > 0 ? '' : stamp", 'of: stamp'],
      ['is no backup of all: none is given', "['journals', 'others', this.#first]", "['journals', this.#first]"],
    ],
  }),
  ...guardsOf({
    about: 'a backup that lacks something is not whole',
    file: 'src/main/marks/backup-rotation.ts',
    tests: 'src/main/marks/backup-rotation.test.ts',
    guards: [
      [
        'nor does one without the journal of another device',
        'const kinds = [sound.filter(({ isWhole }) => isWhole), sound.filter(({ isWhole }) => !isWhole)].map(rotateSound);',
        'const kinds = [rotateSound(sound)];',
      ],
    ],
  }),
  ...guardsOf({
    about: 'what a newer Offprint wrote',
    file: 'src/main/marks/scan-journal.ts',
    tests: JOURNAL,
    guards: [['a journal of a newer version is refused', 'head.journal > JOURNAL_VERSION', 'head.journal < 0']],
  }),
  ...guardsOf({
    about: 'what a newer Offprint wrote',
    file: 'src/renderer/library/database.ts',
    tests: 'src/renderer/library/database.test.ts',
    guards: [
      [
        'a database of a newer version is refused',
        'if (Math.floor((existing?.version ?? 0) / 10) > SCHEMA_VERSION) {',
        'if (existing === null) {',
      ],
      ['a write is on the disk before it is acknowledged', "{ chromeTransactionDurability: 'strict' }", '{}'],
    ],
  }),
  ...guardsOf({
    about: 'unsaved marks keep the window open',
    file: 'src/main/farewell.ts',
    tests: 'src/main/farewell.test.ts',
    guards: [
      [
        'where something is not saved, the reader decides',
        'else void this.#leaveOrStay(unsaved);',
        'else this.#leave();',
      ],
      ['where something is not saved, the reader decides', '.catch(() => false)', '.catch(() => true)'],
      ['the window goes when the page is ready', '      event.preventDefault();\n', ''],
    ],
  }),
  ...guardsOf({
    about: 'the worker that ended',
    file: 'src/renderer/library-worker.ts',
    tests: 'src/renderer/library-worker.test.ts',
    guards: [
      ['that ended is followed by another', '    this.#life = life;\n    // One', '    // One'],
      [
        'that ends while it is opened again is followed by another',
        'life === this.#life && this.#giveUp',
        'this.#giveUp',
      ],
      ['that ended is followed by another', '    for (const pending of this.#pending) this.#ask(pending);', ''],
      ['calls that come to one are asked of the next as one', '    this.#join();\n', ''],
      ['a call that two lives died of is refused', 'if (pending.tries === MOST_TRIES) {', 'if (pending.tries < 0) {'],
      ['that ends again and again is given up', 'if (this.#ends.length > MOST_ENDS) {', 'if (this.#ends.length < 0) {'],
    ],
  }),
  ...guardsOf({
    about: 'the worker that ended',
    file: 'src/renderer/library/marks/marks.ts',
    tests: 'src/renderer/library/library-merging.test.ts',
    guards: [['have each letter once', 'nearestOf([...noteBases, note], current)', "noteBases[0] ?? ''"]],
  }),
];
