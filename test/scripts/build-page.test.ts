import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildPageScripts } from '../../scripts/build-page'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a build leaves both scripts and their types, and no file of an older build', async () => {
  writeFileSync(join(folder, 'renamed-since.js'), '')

  await buildPageScripts(folder)

  expect(readdirSync(folder).sort()).toEqual([
    'latchkey-session.js',
    'latchkey.d.ts',
    'latchkey.js',
  ])
})
