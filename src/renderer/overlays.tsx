/** What stands over the window: its dialogs, the palette, and what files are being brought in. */
import { AddingOverlays } from './adding/adding-overlays';
import { CareDialogs } from './care/care-dialogs';
import { CommandOverlays } from './commands/command-overlays';
import { tagQuery } from './commands/palette-entries';
import { DevicesDialog } from './devices/devices-dialog';
import { QueryReference } from './help/query-reference';
import { ListDialog } from './lists/list-dialog';
import { SeedsDialog } from './seeds/seeds-dialog';
import { TagsDialog } from './tags/tags-dialog';
import type { WindowParts } from './use-window';

export function Overlays({ parts }: { parts: WindowParts }) {
  const { adding, care, commanding, lists, place, seedsChoosing, tags, view, info, onError } = parts;
  return (
    <>
      <SeedsDialog
        choosing={seedsChoosing}
        isOpen={parts.isChoosingSeeds || seedsChoosing.refusal !== null}
        onClose={() => parts.setChoosingSeeds(false)}
      />
      {lists.edited && (
        <ListDialog
          key={lists.edited.list.id}
          {...lists.edited}
          arrangement={{ sort: view.sort, group: view.group }}
          onSave={lists.keep}
          onDelete={() => {
            if (lists.edited) lists.remove(lists.edited.list);
            lists.closeDialog();
          }}
          onClose={lists.closeDialog}
        />
      )}
      <QueryReference
        isOpen={parts.isSearchHelpOpen}
        onClose={() => parts.setSearchHelpOpen(false)}
        onTry={parts.searchFor}
      />
      <TagsDialog
        tags={tags}
        isOpen={parts.areTagsOpen}
        onClose={() => parts.setTagsOpen(false)}
        onShow={({ name }) => {
          parts.setTagsOpen(false);
          place.showList({ within: tagQuery(name), digestId: null });
        }}
      />
      <DevicesDialog
        shared={parts.sharedMarks}
        isOpen={parts.areDevicesOpen}
        onClose={() => parts.setDevicesOpen(false)}
      />
      <CareDialogs care={care} info={info} />
      <CommandOverlays commanding={commanding} onError={onError} />
      <AddingOverlays adding={adding} isDragging={parts.isDragging} onError={onError} />
    </>
  );
}
