import type { Dice } from './dice.ts';

/** Only somebody who is in the workspace has an address: Slack knows nobody else's. */
export type Invented = { id: string; name: string; email?: string };

const NAMES = [
  'Dana Ruiz',
  'Ngozi Adeyemi',
  'Tomáš Dvořák',
  'Siobhán O’Connor',
  'Wei Zhang',
  'Priya Raghunathan',
  'João Gonçalves',
  'Zeynep Yıldız',
  'Ólafur Þórsson',
  'Amélie de La Rochefoucauld-Montmorency',
  'Bo Li',
  'Fatima Al-Sayed',
  'Kwame Mensah',
  'Łucja Wiśniewska',
  'Mateo Fernández',
  'Ines "Nes" Köhler',
  'Hiroshi 山田',
  'Aroha Ngata',
] as const;

/** The one of them who works here, and so is known to the local Slack. */
const COLLEAGUE = { name: 'Dana Ruiz', email: 'dana@example.com' };

export const drawPerson = (dice: Dice, prefix: 'emp' | 'cus'): Invented => {
  const name = dice.pick(NAMES);
  const id = `${prefix}_${dice.whole(100, 999)}`;
  return name === COLLEAGUE.name && prefix === 'emp' ? { id, ...COLLEAGUE } : { id, name };
};
