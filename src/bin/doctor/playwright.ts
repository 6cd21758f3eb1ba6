/** Whether Playwright finds the browser that it starts. The browsers of the system are others. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Finding } from '../../cli/doctor/finding'

/** Who uses `playwright-core` names a browser. */
const PACKAGES = ['@playwright/test', 'playwright'] as const
const NAMES = ['chromium', 'firefox', 'webkit'] as const

/** Settings by which the project names another browser than Playwright's own. */
const OTHER_BROWSER = /\b(channel|executablePath|connectOptions)\b/

type BrowserName = (typeof NAMES)[number]

export interface Playwright {
  /** Where each of Playwright's own browsers is when it is installed. */
  readonly paths: Readonly<Record<BrowserName, string>>
  readonly exists: (path: string) => boolean
  /** The text of the project's configuration; empty where it has none. */
  readonly config: string
}

/**
 * @param playwright undefined: the project does not have it.
 * @param hasOtherBrowser whether the system has a browser, which Playwright can start by its channel or its path.
 */
export function checkPlaywright(
  playwright: Playwright | undefined,
  hasOtherBrowser: boolean,
): readonly Finding[] {
  if (!playwright) return []
  const { paths, exists, config } = playwright
  const there = NAMES.filter((name) => [paths[name], shellBeside(paths[name])].some(exists))
  const check = 'browsers'
  if (there.length > 0)
    return [
      { check, state: 'well', found: `Playwright has its own ${there.join(', ')}.`, advice: null },
    ]
  return [
    {
      check,
      // The project may also name its browser where this check does not look, such as in another configuration.
      state: hasOtherBrowser || OTHER_BROWSER.test(config) ? 'note' : 'wrong',
      found: `Playwright’s own browser is missing: there is no ${paths.chromium}.`,
      advice:
        'To install it: npx playwright install chromium. Or let playwright.config name an installed browser, such as channel: "chrome".',
    },
  ]
}

/** Without a window, Playwright starts a smaller Chromium, which can be installed alone. */
function shellBeside(path: string): string {
  return path.replace(
    /([\\/])chromium-(\d+)[\\/].*$/,
    '$1chromium_headless_shell-$2$1INSTALLATION_COMPLETE',
  )
}

/** @returns the Playwright of the user's project; undefined: it has none. */
export function projectPlaywright(folder: string): Playwright | undefined {
  const require = createRequire(join(folder, 'package.json'))
  for (const name of PACKAGES) {
    const paths = pathsIn(() => require(name) as BrowserTypes)
    if (paths) return { paths, exists: existsSync, config: configIn(folder) }
  }
  return undefined
}

type BrowserTypes = Readonly<Record<BrowserName, { executablePath(): string }>>

function pathsIn(load: () => BrowserTypes): Playwright['paths'] | undefined {
  try {
    const { chromium, firefox, webkit } = load()
    return {
      chromium: chromium.executablePath(),
      firefox: firefox.executablePath(),
      webkit: webkit.executablePath(),
    }
  } catch {
    return undefined
  }
}

function configIn(folder: string): string {
  for (const ending of ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs']) {
    const file = join(folder, `playwright.config.${ending}`)
    if (existsSync(file)) return readFileSync(file, 'utf8')
  }
  return ''
}
