// Takes a picture of every card and form in every state, by kind: `npm run cards`. Needs Debian's chromium.
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { STATES } from '../test/gallery/registry.ts';
import { type Stage, startStage } from '../test/gallery/stage.ts';
import { KINDS, type State } from '../test/gallery/state.ts';
import { launchBrowser } from '../test/support/browser.ts';
import { smallPng } from './small-png.ts';

const FOLDER = new URL('cards/', import.meta.url);
const HIGH = 2400;
const WIDE = { width: 1280, height: HIGH };
const NARROW = { width: 390, height: HIGH };

/** Sheets beside those of the usual window: a few states in the dark, and on a telephone. */
const MORE: { name: string; options: BrowserContextOptions; states: (state: State, n: number) => boolean }[] =
  [
    { name: 'dark', options: { viewport: WIDE, colorScheme: 'dark' }, states: (_, n) => n % 5 === 0 },
    {
      name: 'narrow',
      options: { viewport: NARROW },
      states: ({ kind }, n) => n % 5 === 1 || kind === 'home',
    },
  ];

/** The page lets nobody else style it. */
const STYLED = { bypassCSP: true } as const;

type Shot = { says: string; png: Buffer };

const takeAll = async (stage: Stage, page: Page, states: readonly State[]): Promise<Shot[]> => {
  const shots: Shot[] = [];
  for (const state of states) {
    const shown = await stage.show(page, state);
    // A form shows all of itself, without a bar to scroll it by or what is behind it.
    await page.addStyleTag({
      content: '.modal { max-height: none !important; } .veil { background: Canvas !important; }',
    });
    shots.push({ says: state.says, png: await page.locator(shown).screenshot({ animations: 'disabled' }) });
    if (state.on === 'modal') {
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  }
  return shots;
};

/** The shots side by side, each under its caption. */
const sheet = async (browser: Browser, shots: Shot[], dark: boolean): Promise<Buffer> => {
  const figures = shots
    .map(
      ({ says, png }) =>
        `<figure><figcaption>${says}</figcaption><img alt="" src="data:image/png;base64,${png.toString('base64')}"></figure>`,
    )
    .join('');
  const page = await browser.newPage({ viewport: { width: 1560, height: 400 } });
  await page.setContent(`<!doctype html><meta charset="utf-8"><style>
    body { margin: 16px; columns: 2; column-gap: 24px; font: 13px sans-serif; background: ${dark ? '#1a1d21' : '#ffffff'}; color: ${dark ? '#d1d2d3' : '#555555'}; }
    figure { margin: 0 0 24px; break-inside: avoid; }
    figcaption { margin-bottom: 4px; }
    img { display: block; max-width: 100%; }
  </style>${figures}`);
  const png = await page.screenshot({ fullPage: true });
  await page.close();
  return png;
};

const stage = await startStage();
const browser = await launchBrowser();
try {
  if (browser === undefined) throw new Error('pictures need a browser');
  mkdirSync(FOLDER, { recursive: true });
  const save = (name: string, png: Buffer): void => {
    writeFileSync(new URL(`${name}.png`, FOLDER), smallPng(png));
  };
  const usual = await stage.open(browser, { viewport: WIDE, ...STYLED });
  for (const kind of KINDS) {
    const shots = await takeAll(
      stage,
      usual,
      STATES.filter((state) => state.kind === kind),
    );
    save(kind, await sheet(browser, shots, false));
  }
  for (const { name, options, states } of MORE) {
    const shots = await takeAll(
      stage,
      await stage.open(browser, { ...options, ...STYLED }),
      STATES.filter(states),
    );
    save(name, await sheet(browser, shots, name === 'dark'));
  }
} finally {
  await browser?.close();
  await stage.stop();
}
