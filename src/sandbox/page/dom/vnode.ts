/** What may stand between an element's tags; `false`, `null` and `undefined` draw nothing. */
export type Child = VNode | string | number | false | null | undefined | Child[];

/** Method syntax, so that a handler of one kind of event fits where any event may come. */
type Handler<E extends Event> = { handle(event: E): void }['handle'];
type Handlers = { [K in keyof HTMLElementEventMap]?: Handler<HTMLElementEventMap[K]> };

export interface Attributes {
  /** Identity among siblings: the same key keeps the same element, with its focus and scroll. */
  key?: string;
  on?: Handlers;
  /** Called once, after the element is in the document. */
  mounted?: (element: HTMLElement) => void;
  value?: string;
  checked?: boolean;
  [attribute: string]: unknown;
}

/** A wanted element as plain data; `patch` makes the document look like it. */
export interface VNode {
  tag: string;
  key: string | undefined;
  on: Record<string, Handler<Event> | undefined>;
  mounted: ((element: HTMLElement) => void) | undefined;
  /** Text attributes as they stand in the document; booleans are already resolved. */
  attributes: Record<string, string>;
  value: string | undefined;
  checked: boolean | undefined;
  children: (VNode | string)[];
}

/** Builds a wanted element. `true` attributes are set empty; `false`, `null` and `undefined` are left out. */
export function h(tag: string, options: Attributes = {}, ...children: Child[]): VNode {
  const { key, on, mounted, value, checked, ...rest } = options;
  const attributes: Record<string, string> = {};
  for (const [name, given] of Object.entries(rest)) {
    if (given === true) attributes[name] = '';
    else if (typeof given === 'string' || typeof given === 'number') attributes[name] = String(given);
  }
  return { tag, key, on: on ?? {}, mounted, attributes, value, checked, children: flatten(children) };
}

function flatten(children: Child[], into: (VNode | string)[] = []): (VNode | string)[] {
  for (const child of children) {
    if (Array.isArray(child)) flatten(child, into);
    else if (typeof child === 'number') into.push(String(child));
    else if (child !== null && child !== undefined && child !== false && child !== '') into.push(child);
  }
  return into;
}
