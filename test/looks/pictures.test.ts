/**
 * Compares the main views and states of the window with pictures of how they should look (test/looks/pictures). After an
 * intended change of the looks, `npm run pictures` draws the pictures again.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { difference } from '../support/picture-comparison'
import { openPreview, type PreviewPage } from '../support/preview-page'
import {
  drawn,
  keepPicture,
  openPicture,
  pictureName,
  readPicture,
  WINDOW_PICTURES,
  type Scheme,
  type WindowPicture,
} from '../support/window-pictures'

const DRAWS = process.env.DRAW_PICTURES !== undefined

/** The folder for pictures of the differences, for people to look at. */
const DIFFERENCES = join(import.meta.dirname, '../../out/looks')

let preview: PreviewPage
beforeAll(async () => {
  preview = await openPreview()
})
afterAll(() => preview.close())

it.each(WINDOW_PICTURES.map((picture) => [pictureName(picture), picture] as const))(
  'looks as in its pictures: %s',
  async (_name, picture) => {
    await openPicture(preview, picture)

    expect(await differences(picture, ['light', 'dark'])).toEqual([])
  },
)

const [passkeys] = WINDOW_PICTURES

/** In the window that the first pictures show. */
async function differsAfter(change: () => void): Promise<boolean> {
  if (passkeys === undefined) throw new Error('there are no pictures')
  await openPicture(preview, passkeys)
  await preview.page.evaluate(change)
  return (await differences(passkeys, ['light'], false)).length > 0
}

it.each<[string, () => void]>([
  [
    'a button that moved by 40 px',
    () => {
      const buttons = [...document.querySelectorAll<HTMLElement>('main button.button')]
      const button = buttons.find(({ innerText }) => innerText.includes('Filter'))
      if (button) button.style.transform = 'translateX(-40px)'
    },
  ],
  ['a wrong colour', () => document.documentElement.style.setProperty('--text-2', '#c9c9c9')],
  ['a missing pane', () => document.querySelector('.sidebar')?.remove()],
])('finds %s', async (_what, change) => {
  expect(await differsAfter(change)).toBe(true)
})

it('takes any font', async () => {
  const serif = () => {
    document.documentElement.style.setProperty('--font', 'serif')
    document.documentElement.style.setProperty('--font-mono', 'cursive')
  }
  expect(await differsAfter(serif)).toBe(false)
})

/** The files that show the differences from the pictures, or only their names if no files are wanted. */
async function differences(
  one: WindowPicture,
  schemes: readonly Scheme[],
  areKept = true,
): Promise<readonly string[]> {
  const name = pictureName(one)
  const files: string[] = []
  for (const { scheme, picture, screenshot } of await drawn(preview, schemes)) {
    if (DRAWS && areKept) await keepPicture(name, scheme, picture)
    const differing = difference(await readPicture(name, scheme), picture)
    if (differing === null) continue
    const file = join(DIFFERENCES, `${name}-${scheme}.png`)
    files.push(file)
    if (areKept) await keepDifference(file, differing, screenshot)
  }
  return files
}

async function keepDifference(file: string, differing: Buffer, screenshot: Buffer): Promise<void> {
  await mkdir(DIFFERENCES, { recursive: true })
  await writeFile(file, differing)
  await writeFile(file.replace(/\.png$/, '-now.png'), screenshot)
}
