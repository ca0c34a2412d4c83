import type { Dice } from './dice.ts';

export type Invented = { id: string; name: string; email: string };

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

/** Somebody, with an address that belongs to nobody (RFC 2606). */
export const drawPerson = (dice: Dice, prefix: 'emp' | 'cus'): Invented => {
  const name = dice.pick(NAMES);
  const handle = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, '')
    .trim()
    .replaceAll(/ +/g, '.');
  return { id: `${prefix}_${dice.whole(100, 999)}`, name, email: `${handle}@example.com` };
};
