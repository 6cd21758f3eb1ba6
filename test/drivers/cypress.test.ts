/** Cypress with the packed package, in Chromium. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { CypressProject } from '../support/cypress'
import { closeSites, newSite } from '../support/demo-sites'
import { findChromium } from '../../scripts/system-packages'

let project: CypressProject

beforeAll(async () => {
  project = await CypressProject.install()
})

afterAll(async () => {
  await closeSites()
  removeTemporaryFolders()
})

it('registers, signs in and signals', async () => {
  const { status, output, programs, electrons } = await project.run(
    findChromium() ?? '',
    await newSite(),
  )

  expect(status, output).toBe(0)
  expect(output).toContain('1 passing')
  expect([...programs]).toContain('node')
  // Cypress is an Electron itself.
  expect([...electrons]).toEqual(['Cypress'])
})
