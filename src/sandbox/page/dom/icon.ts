import { h, type VNode } from './vnode.ts';

/** Line drawings on a 20 × 20 grid, our own. */
const paths = {
  hand: 'M6 10V5a1.3 1.3 0 0 1 2.6 0v4M8.6 9V3.3a1.3 1.3 0 0 1 2.6 0V9M11.2 9V4.6a1.3 1.3 0 0 1 2.6 0v6.9c0 3.4-1.9 5.5-4.8 5.5-2.4 0-3.7-1.2-4.6-3L3 11.2c-.6-1.2 1-2.1 1.8-1L6 12',
  home: 'M3 9.2 10 3l7 6.2M5 8v8h3.6v-4.6h2.8V16H15V8',
  chat: 'M3.5 4.5h13v9h-7L6 17v-3.5h-2.5z',
  list: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h8',
  flow: 'M3 6h10.5M10.5 3l3 3-3 3M17 14H6.5M9.5 11l-3 3 3 3',
  reply: 'M8 5 3.5 9.5 8 14M4 9.5h7.5c3 0 5 1.7 5 5',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  close: 'M5 5l10 10M15 5 5 15',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  send: 'M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.8M10 16.2V18M2 10h1.8M16.2 10H18M4.3 4.3l1.3 1.3M14.4 14.4l1.3 1.3M15.7 4.3l-1.3 1.3M5.6 14.4l-1.3 1.3',
  moon: 'M16 11.8A6.5 6.5 0 0 1 8.2 4a6.5 6.5 0 1 0 7.8 7.8z',
  auto: 'M10 3.5a6.5 6.5 0 1 0 0 13zM10 3.5a6.5 6.5 0 0 1 0 13',
  check: 'M4.5 10.5l3.8 3.8 7.2-8',
  warn: 'M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.3h.01',
  eye: 'M2.5 10S5.5 5 10 5s7.5 5 7.5 5-3 5-7.5 5-7.5-5-7.5-5zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  link: 'M8.5 11.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3l-.9.9M11.5 8.5a3 3 0 0 0-4.3 0l-2.4 2.4a3 3 0 0 0 4.3 4.3l.9-.9',
  file: 'M5.5 2.8h6L15 6.3v10.9H5.5zM11.5 2.8v3.5H15',
  person: 'M10 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM4 16.5c.5-3 2.8-4.5 6-4.5s5.5 1.5 6 4.5',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6.5V10l2.5 2',
} as const;

export type IconName = keyof typeof paths;

/** A decorative picture; what it stands for is said by the text or label beside it. */
export function icon(name: IconName): VNode {
  return h(
    'svg',
    { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    h('path', { d: paths[name] }),
  );
}
