import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { windowBackground } from '../../../src/main/desktop/window-background'

it('is the colour that the page has, in light and in dark', () => {
  const file = join(import.meta.dirname, '../../../src/renderer/styles/tokens.css')
  const [, light, dark] =
    /--window: light-dark\((#\w+), (#\w+)\)/.exec(readFileSync(file, 'utf8')) ?? []

  expect([windowBackground(false), windowBackground(true)]).toEqual([light, dark])
})
