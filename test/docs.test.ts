import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { deviations } from './support/differential/deviations'

const ROOT = join(import.meta.dirname, '..')
const documents = ['.', 'docs', 'docs/decisions'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

it.each(documents)('%s links only to what is there', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8')
  const links = Array.from(text.matchAll(/\]\(([^)#\s]+)/g), ([, link = '']) => link)
  const local = links.filter((link) => !/^[a-z]+:/.test(link))

  expect(local.filter((link) => !existsSync(join(ROOT, dirname(document), link)))).toEqual([])
})

it('docs/deviations.md says why Latchkey differs from Chromium, wherever it may', () => {
  const text = readFileSync(join(ROOT, 'docs/deviations.md'), 'utf8')
  const table = text.split('## Compared with Chromium')[1] ?? ''
  const [, ...rows] = Array.from(table.matchAll(/^\| (.+?) +\|/gm), ([, what = '']) => what)

  expect(new Set(rows)).toEqual(new Set(deviations.map(({ row }) => row)))
})
