/** `latchkey doctor` of the npm package: finds what prevents passkey tests on this computer. */
import type { Finding } from '../../cli/doctor/finding'
import { reportCode, reportJson, reportText } from '../../cli/doctor/report'
import { checkBrowsers, systemBrowsers } from '../../main/doctor/browsers'
import { inTime } from '../../main/doctor/in-time'
import type { BinCommand } from '../command'
import { versionBeside } from '../electron-beside'
import { AUTOMATION_CHECK_MS, checkAutomation, startOwnAutomation } from './automation'
import { checkDesktop } from './desktop'
import { checkDrivers } from './drivers'
import { checkNode } from './node'
import { checkPlaywright, projectPlaywright } from './playwright'

function hasBrowser(findings: readonly Finding[]): boolean {
  return findings.some(({ check, state }) => check === 'browsers' && state === 'well')
}

export const doctorCommand: BinCommand = {
  words: '[--json]',
  summary: 'say what keeps tests from working here, and what to do',
  options: { json: { type: 'boolean' } },
  run: async (_args, { folder, out, electron }, given) => {
    const { platform, env, versions } = process
    const browsers = systemBrowsers(platform, env)
    const checked = await Promise.all([
      inTime('automation', checkAutomation(startOwnAutomation), AUTOMATION_CHECK_MS),
      inTime('browsers', checkBrowsers(browsers)),
    ])
    const findings = [
      ...checkNode(versions.node),
      ...checked.flat(),
      ...checkPlaywright(projectPlaywright(folder), hasBrowser(checked.flat())),
      ...checkDrivers({
        program: (name) => browsers.find(name),
        version: (name) => versionBeside(name, folder),
      }),
      ...checkDesktop(electron()?.version),
    ]
    await out(given.has('json') ? reportJson(findings) : reportText(findings))
    return reportCode(findings)
  },
}
