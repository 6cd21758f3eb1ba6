import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { ownAutomation } from '../../../playwright/client/own-automation'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

afterEach(removeTemporaryFolders)

function script(): URL {
  const file = join(temporaryFolder(), 'latchkey-automation.js')
  writeFileSync(file, '')
  return pathToFileURL(file)
}

it('is run by this Node, without the options of the tests’ own process', () => {
  const own = script()
  const { program, first, added } = ownAutomation(own)

  expect(program).toBe(process.execPath)
  expect(first.map((file) => pathToFileURL(file).href)).toEqual([own.href])
  expect(added).toEqual({ NODE_OPTIONS: undefined })
})

it('is run by Electron as a Node', () => {
  const { added } = ownAutomation(script(), { node: '24.1.0', electron: '45.0.0' })

  expect(added).toMatchObject({ ELECTRON_RUN_AS_NODE: '1' })
})

it('says that its file is missing', () => {
  const file = join(temporaryFolder(), 'latchkey-automation.js')

  expect(() => ownAutomation(pathToFileURL(file))).toThrow(
    `${file} is missing. Install the package latchkey again; in its repository, type npm run build.`,
  )
})

it.each(['20.18.3', '18.20.0'])('says that Node %s is too old', (node) => {
  expect(() => ownAutomation(script(), { node })).toThrow(
    `Latchkey needs Node 20.19 or newer, and this is Node ${node}. Update Node.`,
  )
})

it.each(['20.19.0', '22.0.0', '24.21.0'])('takes Node %s', (node) => {
  expect(ownAutomation(script(), { node }).first).toHaveLength(1)
})
