import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startAutomation } from '../../../src/main/start/automation'
import type { AutomationHost } from '../../../src/main/start/automation-process'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

afterEach(removeTemporaryFolders)

/** More than any system gives to a process. */
const NO_PROCESS = 999_999_999

it('automation does not publish an address when the process with which it should end is not there', async () => {
  const file = join(temporaryFolder(), 'automation.json')
  const flags = {
    port: 0,
    listen: undefined,
    file,
    sessionIdleMs: 0,
    parentPid: NO_PROCESS,
    webDriver: undefined,
  }

  await expect(startAutomation(flags, {} as AutomationHost)).rejects.toThrow(
    'There is no process 999999999, with which Latchkey should end. Check --parent-pid, or leave it out.',
  )
  expect(existsSync(file)).toBe(false)
})
