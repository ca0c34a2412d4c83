/** Where a block stands: a message, an open modal, or the app's Home. */
export type Surface =
  | { kind: 'message'; channel: string; ts: string }
  | { kind: 'view'; id: string }
  | { kind: 'home'; id: string };

export function surfaceName(surface: Surface): string {
  return surface.kind === 'message'
    ? `message:${surface.channel}:${surface.ts}`
    : `${surface.kind}:${surface.id}`;
}

/** One interactive element's place and manner. */
export interface Field {
  surface: Surface;
  blockId: string;
  actionId: string;
  /** `action`: a choice goes to the bot at once; `input`: it waits for the submit. */
  mode: 'action' | 'input';
  /** An input that tells the bot about each change too. */
  dispatch?: boolean;
  /** Ids of the elements that name and describe it. */
  labelledBy?: string;
  describedBy?: string | undefined;
  invalid?: boolean;
  required?: boolean;
  /** A name of its own where nothing labels it. */
  label?: string;
}

/** The attributes that make a control findable and named, for people with screen readers and for tests. */
export function attributesOf(
  field: Field,
  fallbackLabel?: string,
): Record<string, string | boolean | undefined> {
  return {
    'data-action-id': field.actionId,
    'data-block-id': field.blockId,
    'aria-labelledby': field.labelledBy,
    'aria-label': field.labelledBy ? undefined : (field.label ?? fallbackLabel ?? field.actionId),
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid ? 'true' : undefined,
    'aria-required': field.required ? 'true' : undefined,
  };
}
