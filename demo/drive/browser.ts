/** Starts a headless Chromium with its own profile, for demos and tests. */
import { chromium, type Browser } from 'playwright-core'
import { canMakeSandbox } from '../../scripts/sandbox'
import { findChromium } from '../../scripts/system-packages'

/** @throws when there is no Chromium on this system. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined)
    throw new Error('There is no Chromium here; CHROMIUM_PATH names one.')
  return chromium.launch({
    executablePath,
    chromiumSandbox: canMakeSandbox(),
    args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  })
}
