import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { documentsWithRecipes, withRecipes } from '../scripts/recipes'
import { deviations } from './support/differential/deviations'
import { firefoxDeviations } from './support/differential/firefox-deviations'

const ROOT = join(import.meta.dirname, '..')
const documents = ['.', 'docs', 'docs/decisions', 'packaging/npm'].flatMap((folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
)

it.each(documentsWithRecipes())('%s has its recipes as tests run them', (document) => {
  const text = readFileSync(join(ROOT, document), 'utf8')

  expect(text).toBe(withRecipes(text))
})

it('every driver’s recipe is in a document', () => {
  const all = documentsWithRecipes().map((document) => readFileSync(join(ROOT, document), 'utf8'))
  const projects = ['puppeteer', 'webdriverio', 'cypress', 'selenium', 'webkit', 'containers']

  for (const driver of ['playwright/first.spec.ts', ...projects])
    expect(all.join('')).toContain(`<!-- recipe: test/drivers/${driver}`)
})

it.each(documents)('%s links only to files that exist', (document) => {
  const missing = linksIn(document).filter(({ file }) => !existsSync(join(ROOT, file)))

  expect(missing).toEqual([])
})

it.each(documents)('%s links only to headings that exist', (document) => {
  const links = linksIn(document).filter(({ heading }) => heading !== undefined)
  const isThere = ({ file, heading = '' }: Link) => anchorsOf(file).includes(heading)

  expect(links.filter((link) => !isThere(link))).toEqual([])
})

it.each([
  ['Chromium', deviations],
  ['Firefox', firefoxDeviations],
] as const)(
  'docs/deviations.md says why Latchkey differs from %s, wherever it may',
  (name, all) => {
    const text = readFileSync(join(ROOT, 'docs/deviations.md'), 'utf8')
    const [, section = ''] = text.split(`## Compared with ${name}\n`)
    const [table = ''] = section.split('\n## ')
    const [, ...rows] = Array.from(table.matchAll(/^\| (.+?) +\|/gm), ([, what = '']) => what)

    expect(new Set(rows)).toEqual(new Set(all.map(({ row }) => row)))
  },
)

it('docs/architecture.md describes each folder of src', () => {
  const text = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8')
  const folders = ['src', 'src/main'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && entry.name !== 'main')
      .map(({ name }) => `${folder}/${name}`),
  )

  expect(folders.filter((folder) => !new RegExp(`\\|.*\`${folder}[\`/]`).test(text))).toEqual([])
})

it('test/support/README.md says once what each file there is', () => {
  const folder = join(ROOT, 'test/support')
  const text = readFileSync(join(folder, 'README.md'), 'utf8')
  const listed = Array.from(text.matchAll(/`([\w/-]+\.ts)`/g), ([, file = '']) => file)
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  )

  expect(listed.sort()).toEqual(there.sort())
})

interface Link {
  /** From the project's folder. */
  readonly file: string
  readonly heading: string | undefined
}

/** The links of a document to files of ours. */
function linksIn(document: string): Link[] {
  const text = proseOf(document)
  const links = Array.from(text.matchAll(/\]\(([^)\s]+)/g), ([, link = '']) => link)
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [file = '', heading] = link.split('#')
      return { file: file === '' ? document : join(dirname(document), file), heading }
    })
}

/** The document without its code blocks. */
function proseOf(document: string): string {
  return readFileSync(join(ROOT, document), 'utf8').replaceAll(/^```.*?^```/gms, '')
}

/** The anchors that GitHub gives a document's headings. */
function anchorsOf(document: string): string[] {
  const text = proseOf(document)
  return Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
