/** WebKitGTK with the packed package. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import type { RunningDriver } from '../support/chromedriver'
import { closeSites, newSiteWithScript } from '../support/demo-sites'
import { PackedProject } from '../support/packed-project'
import { startWebKitDriver } from '../support/webkit-driver'

let driver: RunningDriver
let project: PackedProject

beforeAll(async () => {
  driver = await startWebKitDriver()
  project = await PackedProject.install('test/drivers/webkit')
})

afterAll(async () => {
  await closeSites()
  await driver.stop()
  removeTemporaryFolders()
})

it('registers, signs in and signals', async () => {
  const scriptFile = join(project.folder, 'latchkey.js')
  const { status, output, programs, electrons } = await project.test({
    SITE: await newSiteWithScript(scriptFile),
    SCRIPT_FILE: scriptFile,
    DRIVER_URL: driver.url,
  })

  expect(status, output).toBe(0)
  expect(output).toMatch(/^# pass 1$/m)
  expect([...programs]).toContain('node')
  expect([...electrons]).toEqual([])
})
