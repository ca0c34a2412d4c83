/** The text, date or option that the control of an event holds now. */
export function valueOf({ target }: Event): string {
  const control =
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement;
  return control ? target.value : '';
}

/** The element whose handler runs. */
export function elementOf({ currentTarget }: Event): HTMLElement {
  if (currentTarget instanceof HTMLElement) return currentTarget;
  throw new Error('The event has no element: it was read after its handler.');
}
