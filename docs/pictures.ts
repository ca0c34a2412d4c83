// Takes the pictures of README.md from the demo as it is: `npm run pictures`. Needs Debian's chromium.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { DESIGN_SAMPLE } from '../src/sandbox/source/design-sample.ts';
import { launchBrowser } from '../test/support/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const picture = (name: string): string => fileURLToPath(new URL(`${name}.png`, import.meta.url));
const WIDE = { width: 1280, height: 860 };
const FREE_PORTS = ['--port', '0', '--api-port', '0'];

type Ready = { slack: string };

const startDemo = async (): Promise<{ ready: Ready; stop: () => void }> => {
  const flags = ['demo', '--headless', '--quiet-source', ...FREE_PORTS];
  const child = spawn(process.execPath, [`${root}src/cli.ts`, ...flags], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return { ready: JSON.parse(text) as Ready, stop: () => child.kill('SIGTERM') };
};

/** By the sandbox's own source, so that its pane shows what was sent. */
const raiseHand = async ({ slack }: Ready): Promise<void> => {
  const answer = await fetch(`${slack}/_sandbox/source/submit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ source: 'expense-bot', body: DESIGN_SAMPLE }),
  });
  if (!answer.ok) throw new Error(`the sample was answered with ${answer.status}`);
};

const open = async (page: Page, { slack }: Ready): Promise<void> => {
  await page.goto(slack);
  await page.getByRole('button', { name: 'finance-decisions' }).click();
  await page.locator('[data-action-id="verdict_approve"]').first().waitFor();
};

const demo = await startDemo();
const browser = await launchBrowser();
try {
  if (browser === undefined) throw new Error('pictures need a browser');
  await raiseHand(demo.ready);
  for (const scheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: WIDE, colorScheme: scheme, deviceScaleFactor: 2 });
    await open(page, demo.ready);
    await page.screenshot({ path: picture(`page-${scheme}`) });
    if (scheme === 'light') {
      await page
        .locator('[data-ts]')
        .last()
        .screenshot({ path: picture('card') });
      await page.locator('[data-action-id="verdict_reject"]').first().click();
      await page.getByRole('dialog').waitFor();
      await page.getByRole('dialog').screenshot({ path: picture('verdict') });
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.close();
  }
} finally {
  await browser?.close();
  demo.stop();
}
