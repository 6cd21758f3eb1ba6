/** Drivers that speak WebDriver to the browser's own driver, with the packed package. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { startChromedriver, type RunningDriver } from '../support/chromedriver'
import { chromiumForDriver, firefoxForDriver } from '../support/driver-browsers'
import { closeSites, newSite } from '../support/demo-sites'
import { startFirefoxDriver } from '../support/firefox-driver'
import { PackedProject } from '../support/packed-project'

let chromedriver: RunningDriver
let firefoxDriver: RunningDriver

beforeAll(async () => {
  chromedriver = await startChromedriver()
  firefoxDriver = await startFirefoxDriver()
})

afterAll(async () => {
  await closeSites()
  await chromedriver.stop()
  await firefoxDriver.stop()
  removeTemporaryFolders()
})

const chromium = () => ({ DRIVER_URL: chromedriver.url, ...chromiumForDriver() })
const firefox = () => ({ DRIVER_URL: firefoxDriver.url, ...firefoxForDriver() })

describe.each(['selenium', 'webdriverio'])('%s', (driver) => {
  let project: PackedProject

  beforeAll(async () => {
    project = await PackedProject.install(`test/drivers/${driver}`)
  })

  it.each([
    ['Chromium', chromium],
    ['Firefox', firefox],
  ] as const)('registers, signs in and signals in %s', async (_browser, environment) => {
    const { status, output, programs, electrons } = await project.test({
      SITE: await newSite(),
      ...environment(),
    })

    expect(status, output).toBe(0)
    expect(output).toMatch(/^# pass 1$/m)
    expect([...programs]).toContain('node')
    expect([...electrons]).toEqual([])
  })
})
