/** Launches the browser with the Playwright of the user's project. */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Browser, BrowserType, LaunchOptions } from '@playwright/test'
import { CommandEnd, EXIT } from '../cli/exit-codes'
import type { BrowserName } from './arguments'

/** Packages with Playwright's browser types, in the order of preference. */
const PACKAGES = ['@playwright/test', 'playwright', 'playwright-core'] as const

/**
 * @param folder of the user's project.
 * @throws {CommandEnd} `notInstalled` without Playwright, `failed` when the browser does not start.
 */
export async function launchProjectBrowser(
  name: BrowserName,
  folder: string,
  options: LaunchOptions = {},
): Promise<Browser> {
  const type = browserTypeOf(name, folder)
  try {
    // Ctrl+C ends the audit, which first reports the tried rows and then closes the browser.
    return await type.launch({ handleSIGINT: false, ...options })
  } catch (error) {
    const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw new CommandEnd(
      EXIT.failed,
      `${name} does not start: ${why}\nExport \`launchOptions\` from the configuration, or install it: npx playwright install ${name}`,
    )
  }
}

function browserTypeOf(name: BrowserName, folder: string): BrowserType {
  const require = createRequire(join(folder, 'package.json'))
  for (const id of PACKAGES)
    if (isInstalled(id, require))
      return (require(id) as Readonly<Record<BrowserName, BrowserType>>)[name]
  throw new CommandEnd(
    EXIT.notInstalled,
    'An audit of pages needs Playwright, which is not installed in this folder. To install it: npm i -D @playwright/test\n' +
      'A server’s library can be audited without it: export `origin` and the callbacks of the server (docs/audit.md).',
  )
}

function isInstalled(id: string, require: NodeJS.Require): boolean {
  try {
    require.resolve(id)
    return true
  } catch {
    return false
  }
}
