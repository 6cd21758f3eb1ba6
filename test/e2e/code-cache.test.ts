/** The code that V8 made of the main process when the app was built. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const BUILT = join(import.meta.dirname, '../../out/main')

it.each([BUILT, join(BUILT, 'chunks')])('is beside every module of %s', (folder) => {
  const names = readdirSync(folder)
  const modules = names.filter((name) => name.endsWith('.cjs'))
  const compiled = names.filter((name) => name.endsWith('.cache'))

  expect(modules.length).toBeGreaterThan(3)
  expect(compiled.map((name) => name.replace(/\.[^.]+-[^-]+-electron\.\d+\.cache$/, ''))).toEqual(
    modules,
  )
})
