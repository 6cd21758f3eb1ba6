/** The environment that tells a project of `test/drivers` which browser to drive. */
import { chromiumArguments } from '../../demo/drive/chromium-arguments'
import { findChromium, findFirefox } from '../../scripts/system-packages'

type BrowserEnvironment = Readonly<
  Record<'BROWSER' | 'BROWSER_PATH' | 'BROWSER_ARGUMENTS', string | undefined>
>

export function chromiumForDriver(): BrowserEnvironment {
  const headless = ['--headless', '--no-sandbox', ...chromiumArguments()]
  return {
    BROWSER: 'chrome',
    BROWSER_PATH: findChromium(),
    BROWSER_ARGUMENTS: JSON.stringify(headless),
  }
}

export function firefoxForDriver(): BrowserEnvironment {
  return { BROWSER: 'firefox', BROWSER_PATH: findFirefox(), BROWSER_ARGUMENTS: '["--headless"]' }
}
