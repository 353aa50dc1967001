/** Text as it stands in a file: characters that would change how others are shown are named in their stead. */
import { Fragment } from 'react';

/** Controls, but for the tab; what turns the direction of writing; what has no width. */
const CONTROL = /(?!\t)([\p{Cc}\p{Bidi_Control}\u200b\u2060\ufeff])/u;

export function InertText({ text }: { text: string }) {
  // Every second part is a control.
  const parts = text.split(CONTROL);
  if (parts.length === 1) return text;
  return parts.map((part, index) =>
    index % 2 === 0 ? (
      <Fragment key={index}>{part}</Fragment>
    ) : (
      <span key={index} className="control-name">
        {nameOf(part)}
      </span>
    ),
  );
}

/** `U+202E` */
function nameOf(control: string): string {
  return `U+${(control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
