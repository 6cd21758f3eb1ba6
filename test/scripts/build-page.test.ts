import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
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

test('the script of a session does nothing in a document without passkeys', async () => {
  await buildPageScripts(folder)
  const script = readFileSync(join(folder, 'latchkey-session.js'), 'utf8')
  const run = (origin: string, isSecureContext: boolean): void =>
    void runInNewContext(script, { document: {}, isSecureContext, window: { origin } })

  // Its modules take the browser's functions, which this context does not have.
  expect(() => run('https://example.org', true)).toThrow()
  expect(() => run('null', true)).not.toThrow()
  expect(() => run('http://example.org', false)).not.toThrow()
})
