/** How what was done is called where it can be taken back. */

/** `Undo skip 43 papers`; only the verb where there is nothing. */
export function undoLabel(verb: 'Undo' | 'Redo', step: { label: string } | null): string {
  return step === null ? verb : `${verb} ${inSentence(step.label)}`;
}

/** `skip 43 papers` */
export function inSentence(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}
