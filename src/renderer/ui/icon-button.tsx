/** A button that shows an icon and says its name. */
import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { steady } from './steady';

interface IconButtonProps extends ComponentProps<'button'> {
  icon: LucideIcon;
  label: string;
}

export const IconButton = steady(function IconButton({ icon: Icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button type="button" className={`icon-button ${className}`} aria-label={label} title={label} {...rest}>
      <Icon aria-hidden="true" size={16} strokeWidth={1.75} />
    </button>
  );
});
