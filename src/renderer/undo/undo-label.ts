/** `Undo skip 43 papers`; only the verb where there is nothing. */
export function undoLabel(verb: 'Undo' | 'Redo', step: { label: string } | null): string {
  return step === null ? verb : `${verb} ${step.label.charAt(0).toLowerCase()}${step.label.slice(1)}`;
}
