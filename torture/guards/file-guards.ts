/** Guards around files that come from elsewhere: libraries in a zip, dropped digests, names, patterns, and what any of them says. */
import { type Guard, guardsOf } from './guard';

const ASSERTIONS = 'src/main/assertions.test.ts';
const ARCHIVE = { file: 'src/main/transfer/read-archive.ts', tests: 'src/main/transfer/archive.test.ts' };
const KIND = 'links, and whatever else is no plain file';
const NAMES = 'any name with a part that is not one';
const SAFE_NAME = 'becomes';
const OUTSIDE = 'refuses whatever lies outside';

export const FILE_GUARDS: readonly Guard[] = [
  ...guardsOf({
    about: 'names in a zip that lead elsewhere',
    file: 'src/main/transfer/archive-format.ts',
    tests: 'src/main/transfer/archive.test.ts',
    guards: [
      [NAMES, "part !== '' && ", ''],
      [NAMES, " && part !== '.'", ''],
      [NAMES, " && part !== '..'", ''],
      [NAMES, '\\d{1,4}\\/[^\\0\\\\]+$', '\\w{1,4}\\/[^\\0\\\\]+$'],
      [NAMES, '[^\\0\\\\]+$', '[^\\\\]+$'],
    ],
  }),
  ...guardsOf({
    about: 'what else may be wrong with a zip',
    ...ARCHIVE,
    guards: [
      ['another zip, and what is no zip at all', 'if (!isArchiveName(fileName)) throw', 'if (!fileName) throw'],
      ['two files of one name', 'if (entries.has(fileName)) throw', 'if (!fileName) throw'],
      [KIND, 'const isPlain = kind === 0 || kind === 0o100000;', 'const isPlain = kind !== 1;'],
      [KIND, '    checkKind(entry);\n', ''],
      ['what unpacks to more than anything would', ' || isSuspicious', ''],
      ['more than may be in one file', 'uncompressedSize > mostOf(fileName) || ', ''],
      ['parts that lie over each other', ' || packed > zip.fileSize', ''],
      ['what unpacks to more than it says', 'validateEntrySizes: true', 'validateEntrySizes: false'],
      ['a file that is not what was written', "if (hash.digest('hex') !== file.sha256) {", 'if (!file.sha256) {'],
      ['gives another size', ' && entries.get(name)?.uncompressedSize === size', ''],
      ['names one twice, and another not at all', '    named.size === files.length &&\n', ''],
      ['names less', '    entries.size === files.length + 1 &&\n', ''],
      [
        'one of a newer Offprint',
        'version.output.offprintLibrary > ARCHIVE_VERSION',
        'version.output.offprintLibrary < 0',
      ],
      ['a manifest that would reach for the prototype', 'return manifest.output;', 'return value as Manifest;'],
    ],
  }),
  ...guardsOf({
    about: 'names of digests that are added',
    file: 'src/main/digests/digest-name.ts',
    tests: 'src/main/digests/digest-name.test.ts',
    guards: [
      [SAFE_NAME, "text.normalize('NFC').split(/[/\\\\]/).at(-1) ?? ''", "text.normalize('NFC')"],
      [SAFE_NAME, "    .replace(/[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]/gu, '')\n", ''],
      [SAFE_NAME, `    .replace(/[<>:"|?*]/g, '_')`, ''],
      [SAFE_NAME, "stem.replace(/^[\\s.#~]+/, '')", 'stem'],
      [SAFE_NAME, '/^(con|prn|aux|nul|com\\d|lpt\\d)$/i.test(', '/^$^/.test('],
    ],
  }),
  ...guardsOf({
    about: 'digest files that the page asks to see',
    file: 'src/main/digests/find-digest-file.ts',
    tests: 'src/main/digests/find-digest-file.test.ts',
    guards: [
      [OUTSIDE, 'resolve(file) !== file || ', ''],
      [OUTSIDE, 'if (!isInside(file, folder)) continue;', ''],
      [OUTSIDE, 'if (isInside(path, root)) return path;', 'return path;'],
      [OUTSIDE, ' || !isDigestFileName(basename(file))', ''],
    ],
  }),
  ...guardsOf({
    about: 'what is read reaches no prototype',
    file: 'src/main/settings.ts',
    tests: ASSERTIONS,
    guards: [['not by settings', 'v.record(commandId, v.pipe(', 'v.any() ?? v.record(commandId, v.pipe(']],
  }),
  ...guardsOf({
    about: 'what is read reaches no prototype',
    file: 'src/main/marks/journal-lines.ts',
    tests: ASSERTIONS,
    guards: [
      [
        'not by the first lines of journals and backups',
        'return head.success ? head.output : null;',
        "return head.success ? Object.assign(head.output, Object(JSON.parse(line))['__proto__']) : null;",
      ],
    ],
  }),
  ...guardsOf({
    about: 'what is read reaches no prototype',
    file: 'src/renderer/library/journal/journal-records.ts',
    tests: 'src/renderer/library/library-restore.test.ts',
    guards: [
      [
        'takes no key for more than a key',
        'const before = records.marks.get(key) ?? unmarked(key);',
        'const before = Object.assign(({} as Record<string, MarkRecord>)[key] ?? unmarked(key), set);',
      ],
    ],
  }),
  ...guardsOf({
    about: 'what is read reaches no prototype',
    file: 'src/renderer/library/journal/read-lines.ts',
    tests: 'src/renderer/library/library-restore.test.ts',
    guards: [
      ['whose fields are no fields of it', 'if (!read.success || (isTag && !FIELD.test(field))) {', 'if (!schema) {'],
    ],
  }),
  ...guardsOf({
    about: 'texts that would keep it busy for ever',
    file: 'src/main/digests/ignored-files.ts',
    tests: 'src/main/digests/ignored-files.test.ts',
    guards: [
      [
        'a pattern that would take ages is refused by name',
        'if (Math.max(...stars) > MOST_STARS) return',
        'if (stars.length < 0) return',
      ],
    ],
  }),
  ...guardsOf({
    about: 'texts that would keep it busy for ever',
    file: 'src/main/transfer/archive-format.ts',
    tests: ASSERTIONS,
    // What a careless hand would write: it tries every way to part the name.
    guards: [['names, links and patterns', '[^\\0\\\\]+$/', '(?:[^\\0\\\\]+)+[^\\0\\\\ab]$/']],
  }),
  ...guardsOf({
    about: 'texts that would keep it busy for ever',
    file: 'src/renderer/library/query/language/parse-query.ts',
    tests: 'src/renderer/library/query/language/parse-query.test.ts',
    guards: [
      ['a query that is too much is cut with a word', 'if (this.#depth >= MAXIMUM_DEPTH) {', 'if (this.#depth < 0) {'],
    ],
  }),
  ...guardsOf({
    about: 'texts that would keep it busy for ever',
    file: 'src/renderer/library/query/language/scan-query.ts',
    tests: 'src/renderer/library/query/language/parse-query.test.ts',
    // What a careless hand would write: it tries every way to part what is not closed.
    guards: [['a phrase that is never closed', 'new RegExp(`^.+[', 'new RegExp(`^(?:.+)+[']],
  }),
];
