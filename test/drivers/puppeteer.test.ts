/** Puppeteer with the packed package, in Chromium and in Firefox. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { chromiumForDriver, firefoxForDriver } from '../support/driver-browsers'
import { closeSites, newSite } from '../support/demo-sites'
import { PackedProject } from '../support/packed-project'

let project: PackedProject

beforeAll(async () => {
  project = await PackedProject.install('test/drivers/puppeteer')
})

afterAll(async () => {
  await closeSites()
  removeTemporaryFolders()
})

it.each([
  ['Chromium', chromiumForDriver],
  ['Firefox', firefoxForDriver],
] as const)('registers, signs in and signals in %s', async (_name, browser) => {
  const { status, output, programs, electrons } = await project.test({
    SITE: await newSite(),
    ...browser(),
  })

  expect(status, output).toBe(0)
  expect(output).toMatch(/^# pass 1$/m)
  expect([...programs]).toContain('node')
  expect([...electrons]).toEqual([])
})
