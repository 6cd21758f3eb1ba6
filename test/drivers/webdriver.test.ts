/** Drivers that speak to chromedriver, with the packed package. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { startChromedriver, type RunningDriver } from '../support/chromedriver'
import { chromiumForDriver } from '../support/driver-browsers'
import { closeSites, newSite } from '../support/demo-sites'
import { PackedProject } from '../support/packed-project'

let chromedriver: RunningDriver

beforeAll(async () => {
  chromedriver = await startChromedriver()
})

afterAll(async () => {
  await closeSites()
  await chromedriver.stop()
  removeTemporaryFolders()
})

it.each(['selenium', 'webdriverio'])('registers, signs in and signals by %s', async (driver) => {
  const project = await PackedProject.install(`test/drivers/${driver}`)
  const { status, output, programs, electrons } = await project.test({
    SITE: await newSite(),
    DRIVER_URL: chromedriver.url,
    ...chromiumForDriver(),
  })

  expect(status, output).toBe(0)
  expect(output).toMatch(/^# pass 1$/m)
  expect([...programs]).toContain('node')
  expect([...electrons]).toEqual([])
})
