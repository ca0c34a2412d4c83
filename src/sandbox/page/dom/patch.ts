import type { VNode } from './vnode.ts';

/** What an element was last drawn from. Handlers are looked up here, so they are always the newest. */
const drawn = new WeakMap<Node, VNode>();
const svgNamespace = 'http://www.w3.org/2000/svg';
const svgTags = new Set(['svg', 'path', 'circle', 'rect']);

type Fresh = { element: Element; node: VNode };

/**
 * Makes the children of `parent` look like `wanted`, in place: elements that stay keep their focus,
 * scroll position, selection and running transitions.
 */
export function patch(parent: Element, wanted: (VNode | string)[]): void {
  const fresh: Fresh[] = [];
  reconcile(parent, wanted, fresh);
  for (const { element, node } of fresh) {
    if (element instanceof HTMLElement) node.mounted?.(element);
  }
}

function reconcile(parent: Element, wanted: (VNode | string)[], fresh: Fresh[]): void {
  const present = pool(parent);
  const pairs = wanted.map((node) => ({ node, old: present.take(node) }));
  // What goes leaves first: then what stays rarely has to move, and a moved element would lose its focus.
  for (const node of present.rest()) node.remove();
  let cursor = parent.firstChild;
  for (const { node, old } of pairs) {
    const dom = old ?? create(node);
    if (dom === cursor) cursor = cursor.nextSibling;
    else parent.insertBefore(dom, cursor);
    if (typeof node === 'string') {
      if (dom.nodeValue !== node) dom.nodeValue = node;
    } else if (dom instanceof Element) {
      update(dom, node, fresh);
      if (!old && node.mounted) fresh.push({ element: dom, node });
    }
  }
}

/** The present children, handed out by key, else in order to the next one of the same tag. */
function pool(parent: Element) {
  const byName = new Map<string, ChildNode[]>();
  for (const node of parent.childNodes) {
    const name = nameOf(drawn.get(node) ?? '');
    byName.set(name, [...(byName.get(name) ?? []), node]);
  }
  return {
    take: (node: VNode | string): ChildNode | undefined => byName.get(nameOf(node))?.shift(),
    rest: (): ChildNode[] => [...byName.values()].flat(),
  };
}

function nameOf(node: VNode | string): string {
  return typeof node === 'string' ? '#text' : `${node.tag} ${node.key ?? ''}`;
}

function create(node: VNode | string): ChildNode {
  if (typeof node === 'string') return document.createTextNode(node);
  return svgTags.has(node.tag)
    ? document.createElementNS(svgNamespace, node.tag)
    : document.createElement(node.tag);
}

function update(element: Element, node: VNode, fresh: Fresh[]): void {
  const before = drawn.get(element);
  if (before === node) return;
  drawn.set(element, node);
  for (const name of Object.keys(before?.attributes ?? {})) {
    if (!(name in node.attributes)) element.removeAttribute(name);
  }
  for (const [name, value] of Object.entries(node.attributes)) {
    if (before?.attributes[name] !== value) element.setAttribute(name, value);
  }
  for (const type of Object.keys(node.on)) {
    if (!before || !(type in before.on)) element.addEventListener(type, dispatch);
  }
  reconcile(element, node.children, fresh);
  hold(element, node);
}

/** A control shows what the page says it holds; untouched when it already does, so the caret stays. */
function hold(element: Element, node: VNode): void {
  if (node.value !== undefined && 'value' in element && (element.value !== node.value || isBlank(element))) {
    element.value = node.value;
  }
  if (node.checked !== undefined && element instanceof HTMLInputElement && element.checked !== node.checked) {
    element.checked = node.checked;
  }
}

/** A list whose chosen option was taken away shows nothing, not even its placeholder, and still says ''. */
const isBlank = (element: Element): boolean =>
  element instanceof HTMLSelectElement && element.selectedIndex === -1;

function dispatch(this: Element, event: Event): void {
  drawn.get(this)?.on[event.type]?.(event);
}
