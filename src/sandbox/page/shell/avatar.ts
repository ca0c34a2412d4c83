import { icon } from '../dom/icon.ts';
import { type Child, h } from '../dom/vnode.ts';
import type { Person } from '../live/answers.ts';
import { isApp, personName } from '../live/names.ts';

/** How many colours the stylesheet has for avatars. */
const colours = 8;

/** A person's initials on a colour of their own; the app's raised hand. */
export function drawAvatar(person: Person): Child {
  if (isApp(person.id)) return h('span', { class: 'avatar app', 'aria-hidden': 'true' }, icon('hand'));
  const name = personName(person.id);
  const away = person.presence === 'away';
  return h(
    'span',
    { class: `avatar c${colourOf(person.id)}`, 'aria-hidden': 'true' },
    initials(name),
    h('span', { class: `presence ${person.dnd ? 'dnd' : away ? 'away' : 'active'}` }),
  );
}

/** "Ana Lindqvist" → "AL". */
export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return ((words[0]?.[0] ?? '?') + last).toUpperCase();
}

/** "away, do not disturb", for those who do not see the dot. */
export function presenceWords(person: Person | undefined): string {
  if (!person) return '';
  const words = [person.presence === 'away' ? 'away' : 'active'];
  if (person.dnd) words.push('do not disturb');
  if (person.status_text) words.push(person.status_text);
  return words.join(', ');
}

function colourOf(id: string): number {
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return sum % colours;
}
