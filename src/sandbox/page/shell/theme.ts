import type { IconName } from '../dom/icon.ts';
import { recall, remember } from '../live/memory.ts';
import { change, model } from '../live/model.ts';

const order = ['system', 'light', 'dark'] as const;

/** Light, dark, or what the system says; kept for the next visit. */
export function nextTheme(): void {
  const next = order[(order.indexOf(model.theme) + 1) % order.length] ?? 'system';
  remember('theme', next);
  change((page) => void (page.theme = next));
  applyTheme();
}

export function restoreTheme(): void {
  const kept = order.find((one) => one === recall('theme'));
  if (kept) model.theme = kept;
  applyTheme();
}

function applyTheme(): void {
  if (model.theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = model.theme;
}

export function themeIcon(): IconName {
  const icons: Record<typeof model.theme, IconName> = { system: 'auto', light: 'sun', dark: 'moon' };
  return icons[model.theme];
}

export function themeWords(): string {
  return `Theme: ${{ system: 'as the system', light: 'light', dark: 'dark' }[model.theme]}`;
}
