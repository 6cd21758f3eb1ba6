/** The views and states of the window that are compared with pictures. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { shrunk } from './picture-comparison'
import type { PreviewPage, Size } from './preview-page'
import { drawTextAsBlocks } from './text-blocks'
import { DESKTOP } from './window-looks'

export type Scheme = 'light' | 'dark'

/** A picture of a scene of the preview. */
export interface WindowPicture {
  readonly scene: string
  /** The link of the view; absent if the scene opens the view. */
  readonly view?: string
  readonly size: Size
}

const NARROW: Size = { width: 360, height: 480 }
const WIDE: Size = { width: 1600, height: 1000 }
/** Ends above the certificates, whose number of bytes differs each time. */
const WIDE_AND_LOW: Size = { ...WIDE, height: 900 }

const STATES = [
  'passkeys',
  'passkeys-compact',
  'passkeys-together',
  'empty',
  'signal-mark',
  'detail-edited',
  'rename-dialog',
  'dry-run-accepted',
  'palette',
  'activity-signals',
  'inspect-create',
  'inspect-tpm',
  'inspect-request',
  'inspect-check',
  'inspect-compare',
  'inspect-lint',
  'inspect-refused-by-user',
  'pairing',
  'consent-create',
  'consent-sign-in',
  'offer',
  'command-export',
  'locked-keychain',
  'new-vault',
  'damaged',
  'bridge-problem',
  'audit-report',
  'settings-profile-edit',
]

const VIEWS = ['Pages', 'Audit', 'Trash', 'Settings']

export const WINDOW_PICTURES: readonly WindowPicture[] = [
  ...STATES.map((scene) => ({ scene, size: DESKTOP })),
  ...VIEWS.map((view) => ({ scene: 'passkeys', view, size: DESKTOP })),
  ...['passkeys', 'activity-signals', 'inspect-tpm', 'consent-sign-in'].map((scene) => ({
    scene,
    size: NARROW,
  })),
  { scene: 'passkeys', size: WIDE },
  { scene: 'inspect-compound', size: WIDE_AND_LOW },
]

/** An element that is there once the scene has drawn everything that it loads. Absent: everything is there at once. */
const DRAWN_LAST: readonly (readonly [scene: RegExp, selector: string])[] = [
  [/^(pairing|consent|command|palette|rename|dry-run|settings-profile)/, '[role$=dialog]'],
  [/^signal-mark$/, '.notice'],
  [/^inspect-(create|refused)/, '.ceremony-timeline li'],
  [/^inspect-request$/, '.request-panel .tree li'],
  [/^inspect-check$/, '.check-step-item'],
  [/^inspect-compare$/, '.compare-panel tbody tr'],
  [/^inspect-lint$/, '.finding-item'],
  [/^inspect-(tpm|compound)$/, '.byte-map'],
]

/** The pictures count the days back from this time. */
const NOW = Date.UTC(2026, 10, 30, 16, 4)

const FOLDER = join(import.meta.dirname, '../looks/pictures')

export function pictureName({ scene, view, size }: WindowPicture): string {
  const place = view === undefined ? scene : `${scene}-${view.toLowerCase()}`
  return size === DESKTOP ? place : `${place}-${size.width}`
}

/** Opens the picture's scene, at the time of all pictures. */
export async function openPicture(preview: PreviewPage, picture: WindowPicture): Promise<void> {
  const { page } = preview
  await page.clock.setFixedTime(NOW)
  await preview.open(picture.scene, picture.size)
  const last = DRAWN_LAST.find(([scene]) => scene.test(picture.scene))
  if (last) await page.locator(last[1]).first().waitFor()
  if (picture.view === undefined) return
  await page.getByRole('link', { name: picture.view, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: picture.view }).waitFor()
}

/** Takes a picture of the window now. The page cannot be used afterwards, because its text is replaced. */
export async function drawn({ page }: PreviewPage, schemes: readonly Scheme[]): Promise<Drawn[]> {
  await drawTextAsBlocks(page)
  const all: Drawn[] = []
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const screenshot = await page.screenshot({ animations: 'disabled', caret: 'hide' })
    all.push({ scheme: colorScheme, screenshot, picture: shrunk(screenshot) })
  }
  return all
}

interface Drawn {
  readonly scheme: Scheme
  /** The picture in full size. */
  readonly screenshot: Buffer
  readonly picture: Buffer
}

export function readPicture(name: string, scheme: Scheme): Promise<Buffer> {
  return readFile(fileOf(name, scheme))
}

export async function keepPicture(name: string, scheme: Scheme, picture: Buffer): Promise<void> {
  await writeFile(fileOf(name, scheme), picture)
}

function fileOf(name: string, scheme: Scheme): string {
  return join(FOLDER, `${name}-${scheme}.png`)
}
