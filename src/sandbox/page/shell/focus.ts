/** Keyboard focus across layers: into what opens on top, and back to where it was when that closes. */

interface Return {
  element: HTMLElement;
  /** The message or view it stood in, in case the element itself is gone by then. */
  within: string | undefined;
}

const HOME = '.stream.home';

const layers: { element: HTMLElement; back: Return | undefined }[] = [];
let last: Return | undefined;
const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex="0"]';

/** Watches the focus for the whole life of the page. */
export function watchFocus(): void {
  document.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLElement) last = placeOf(event.target);
  });
  document.addEventListener('keydown', keepInside);
}

/** To be called after each drawing: notices which layers opened and which closed. */
export function settleFocus(): void {
  const open = [...document.querySelectorAll<HTMLElement>('[data-layer]')];
  let back: Return | undefined;
  for (let top = layers.at(-1); top && !open.includes(top.element); top = layers.at(-1)) {
    back = layers.pop()?.back;
  }
  const fresh = open.filter((element) => !layers.some((layer) => layer.element === element));
  for (const element of fresh) layers.push({ element, back: back ?? last });
  const newest = fresh.at(-1);
  if (newest) enter(newest);
  else if (back) restore(back);
  else if (last && !last.element.isConnected && document.activeElement === document.body) lost(last);
}

/** What had the focus is gone: a form took the place of another in the same modal, or a card was settled. */
function lost(from: Return): void {
  const top = layers.at(-1)?.element;
  if (top) {
    const same = sameIn(top, from.element);
    if (same) same.focus();
    else enter(top);
  } else if (from.within === HOME && !(from.element instanceof HTMLSelectElement)) {
    // Another page of Home is read from its top; a choice stays where it was made.
    document.querySelector<HTMLElement>(HOME)?.focus();
  } else restore(from);
}

/** What was drawn anew has the same button again, as another element. */
function sameIn(place: HTMLElement, { dataset, ariaLabel }: HTMLElement): HTMLElement | undefined {
  if (dataset.actionId === undefined) return undefined;
  const alike = place.querySelectorAll<HTMLElement>(`[data-action-id="${CSS.escape(dataset.actionId)}"]`);
  return [...alike].find((one) => one.ariaLabel === ariaLabel) ?? (alike.length === 1 ? alike[0] : undefined);
}

function placeOf(element: HTMLElement): Return {
  const ts = element.closest<HTMLElement>('[data-ts]')?.dataset.ts;
  if (ts !== undefined) return { element, within: `[data-ts="${CSS.escape(ts)}"]` };
  return { element, within: element.closest(HOME) ? HOME : undefined };
}

function enter(layer: HTMLElement): void {
  const body = layer.querySelector<HTMLElement>('.modal-body') ?? layer;
  const target =
    layer.querySelector<HTMLElement>('[autofocus]') ??
    layer.querySelector<HTMLElement>('.menu-item[aria-checked="true"]') ??
    layer.querySelector<HTMLElement>('.menu-item') ??
    body.querySelector<HTMLElement>('input, textarea, select') ??
    layer.querySelector<HTMLElement>('.modal-foot button[type="submit"]') ??
    layer.querySelector<HTMLElement>(focusable);
  target?.focus();
}

function restore({ element, within }: Return): void {
  const usable = element.isConnected && !element.closest('[inert]');
  const place = within === undefined ? undefined : document.querySelector<HTMLElement>(within);
  const target = usable ? element : place && (sameIn(place, element) ?? place);
  (target ?? document.querySelector<HTMLElement>('[data-layer], .stream'))?.focus();
}

/** Tab goes round inside the topmost layer. */
function keepInside(event: KeyboardEvent): void {
  const layer = layers.at(-1)?.element;
  if (event.key !== 'Tab' || !layer) return;
  const stops = [...layer.querySelectorAll<HTMLElement>(focusable)].filter(
    (one) => one.offsetParent !== null,
  );
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const outside = !layer.contains(document.activeElement);
  if (document.activeElement !== edge && !outside) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}
