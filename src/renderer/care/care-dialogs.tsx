/** The dialogs that look after the library. */
import type { AppInfo } from '../../preload/api';
import { BackupsDialog } from '../backups/backups-dialog';
import { TransferDialog } from '../transfer/transfer-dialog';
import { AboutDialog } from './about-dialog';
import type { Care } from './use-care';

export function CareDialogs({ care, info }: { care: Care; info: AppInfo }) {
  const { dialog, backups, transfer, close, copyDiagnostics } = care;
  return (
    <>
      <BackupsDialog backups={backups} isOpen={dialog === 'backups'} onClose={close} />
      <TransferDialog transfer={transfer} />
      <AboutDialog
        version={info.version}
        isOpen={dialog === 'about'}
        onClose={close}
        onCopyDiagnostics={copyDiagnostics}
      />
    </>
  );
}
