/** Starts a headless Chromium with its own profile, for demos and tests. */
import { chromium, type Browser } from 'playwright-core'
import { canMakeSandbox } from '../../src/bin/sandbox'
import { findChromium } from '../../scripts/system-packages'
import { chromiumArguments } from './chromium-arguments'

/** @throws when there is no Chromium on this system. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === undefined)
    throw new Error('Chromium was not found. Set CHROMIUM_PATH to the path of Chromium.')
  return chromium.launch({
    executablePath,
    chromiumSandbox: canMakeSandbox(),
    args: [...chromiumArguments(), '--disable-quic', '--no-first-run', '--disable-sync'],
  })
}
