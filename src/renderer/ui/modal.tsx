/** A dialog over the window: its title, what it is about, and a button that closes it. */
import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { memo, type ReactNode, type RefObject, useRef } from 'react';
import { focusAtOnce } from './focus-at-once';

interface ModalProps {
  title: string;
  /** One or two sentences under the title. */
  description?: ReactNode;
  isOpen: boolean;
  /** The reader closed it: by its button, by Escape, or by clicking beside it. */
  onClose(): void;
  /** Whether a click beside it leaves it open: where that would undo work. */
  isSticky?: boolean;
  /** What has the focus at first; the button that closes it otherwise. */
  initialFocus?: RefObject<HTMLElement | null>;
  /** Names the size and what else is particular to the dialog, for the styles. */
  className?: string;
  children: ReactNode;
}

/** Drawn only while it is open: the window has many. */
export const Modal = memo(
  function Modal({ title, description, isOpen, onClose, className = '', children, ...props }: ModalProps) {
    const { isSticky = false, initialFocus } = props;
    const closeButton = useRef<HTMLButtonElement>(null);
    return (
      <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()} disablePointerDismissal={isSticky}>
        {isOpen && (
          <Dialog.Portal>
            <Dialog.Backdrop className="modal-backdrop" />
            <Dialog.Popup
              className={`modal ${className}`}
              initialFocus={focusAtOnce(() => initialFocus?.current ?? closeButton.current)}
            >
              <header className="modal-head">
                <Dialog.Title className="modal-title">{title}</Dialog.Title>
                <Dialog.Close ref={closeButton} className="icon-button" aria-label="Close" title="Close (Escape)">
                  <X aria-hidden="true" size={16} strokeWidth={1.75} />
                </Dialog.Close>
              </header>
              {description && <Dialog.Description className="modal-description">{description}</Dialog.Description>}
              {children}
            </Dialog.Popup>
          </Dialog.Portal>
        )}
      </Dialog.Root>
    );
  },
  (before, after) => !before.isOpen && !after.isOpen,
);
