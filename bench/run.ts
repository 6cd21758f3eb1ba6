/**
 * `npm run bench`: compares Latchkey with its peers. A missed goal does not fail the run, because machines differ.
 *
 *   npm run bench -- [browser] [process] [page] [signals] [automation] [vault] [window] [--json]
 *
 * With `--json`, the report is JSON on the standard output. Use `npm run -s`; otherwise npm adds its own lines.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { onDesktop } from '../scripts/desktop'
import { describeElectron, findElectron } from '../scripts/electron-runtime'
import type { ExitStatus } from '../scripts/run-command'
import { runScript } from '../scripts/run-script'
import { ensureSystemPackages } from '../scripts/system-packages'
import { measureAutomation } from './automation/automation-part'
import { measureBrowser } from './browser/browser-part'
import { describeMachine } from './machine'
import { measurePage } from './page/page-part'
import { measureProcess } from './process/process-part'
import { tell } from './progress'
import { reportText, type Section } from './report'
import { measureSignals } from './signals/signals-part'
import { measureVault } from './vault/vault-part'
import { measureWindow } from './window/window-part'

const PARTS = ['browser', 'process', 'page', 'signals', 'automation', 'vault', 'window'] as const
/** The parts that start the app and a browser. */
const ON_SCREEN: readonly Part[] = ['browser', 'signals', 'automation', 'vault', 'window']

type Part = (typeof PARTS)[number]

/** This environment variable is set when the run already has a desktop and a keychain. */
const ON_DESKTOP = 'LATCHKEY_BENCH_ON_DESKTOP'

async function main(args: string[]): Promise<ExitStatus> {
  const { positionals, values } = parseArgs({
    args,
    options: { json: { type: 'boolean' } },
    allowPositionals: true,
  })
  const unknown = positionals.find((word) => !PARTS.some((part) => part === word))
  if (unknown !== undefined)
    throw new Error(`There is no part ${unknown}. The parts are ${PARTS.join(', ')}.`)
  const named = PARTS.filter((part) => positionals.includes(part))
  const parts = named.length > 0 ? named : PARTS
  const onScreen = ON_SCREEN.some((part) => parts.includes(part))
  if (onScreen && process.env[ON_DESKTOP] === undefined) {
    await ensureSystemPackages(['app', 'browser', 'desktop'])
    tell(describeElectron(await findElectron()))
    const script = ['--import', 'tsx', fileURLToPath(import.meta.url), ...args]
    return onDesktop(process.execPath, script, { [ON_DESKTOP]: '1' })
  }
  await measure(parts, values.json === true)
  return 0
}

async function measure(parts: readonly Part[], asJson: boolean): Promise<void> {
  const machine = describeMachine()
  const sections: Section[] = []
  if (parts.includes('browser')) {
    const { chromium, electron, sections: found } = await measureBrowser()
    Object.assign(machine, { chromium, electron })
    sections.push(...found)
  }
  if (parts.includes('process')) sections.push(...(await measureProcess()))
  if (parts.includes('page')) sections.push(...(await measurePage()))
  if (parts.includes('signals')) sections.push(...(await measureSignals()))
  if (parts.includes('automation')) sections.push(...(await measureAutomation()))
  if (parts.includes('vault')) sections.push(...(await measureVault()))
  if (parts.includes('window')) sections.push(...(await measureWindow()))
  const report = { machine, sections }
  console.log(asJson ? JSON.stringify(report, null, 2) : reportText(report))
}

await runScript(() => main(process.argv.slice(2)))
