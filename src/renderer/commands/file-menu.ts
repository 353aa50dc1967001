/** Commands about files and the folders they are in. */
import type { CommandMenu } from './command';

export const FILE_MENU: CommandMenu = {
  id: 'file',
  label: 'File',
  sections: [
    [
      { id: 'add-digests', label: 'Add digests…', keys: ['Mod+o'], run: (context) => context.chooseDigests() },
      { id: 'choose-seeds-folder', label: 'Seeds folders…', keys: [], run: (context) => context.openSeeds() },
    ],
    [
      { id: 'show-backups', label: 'Backups…', keys: [], run: (context) => context.care.openBackups() },
      { id: 'show-devices', label: 'Marks on several devices…', keys: [], run: (context) => context.openDevices() },
      {
        id: 'export-library',
        label: 'Export the whole library…',
        keys: [],
        run: (context) => context.care.transfer.exportLibrary(),
      },
      {
        id: 'import-library',
        label: 'Take in a library…',
        keys: [],
        run: (context) => context.care.transfer.openLibrary(),
      },
    ],
  ],
};
