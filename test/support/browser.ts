/** Debian's chromium for the tests of the sandbox's page. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/** Nothing here may call home or need a graphics card. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Whether there is a browser to test with; says so on stderr when there is not. */
export function hasBrowser(): boolean {
  if (existsSync(executablePath)) return true;
  process.stderr.write(
    `Browser tests are skipped: there is no ${executablePath}. Install it with "apt-get install chromium", or name one in CHROMIUM_PATH.\n`,
  );
  return false;
}

/** Starts chromium without a window; `undefined` where it is not installed. Close it when done. */
export async function launchBrowser(): Promise<Browser | undefined> {
  return hasBrowser() ? chromium.launch({ executablePath, args }) : undefined;
}
