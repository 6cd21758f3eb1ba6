/**
 * `npm run screenshots`: the pictures of the window in README and docs, in light and dark. They show scenes of the preview, so
 * that the command needs no app, no vault and no page.
 */
import { fileURLToPath } from 'node:url'
import { openPreview, type PreviewPage } from '../test/support/preview-page'
import { inProject } from './project-paths'
import { runScript } from './run-script'

interface Picture {
  /** Of the files in `docs`, without `.png`. The dark one ends with `-dark`. */
  readonly name: string
  readonly scene: string
  readonly width: number
  readonly height: number
}

const PICTURES: readonly Picture[] = [
  { name: 'window', scene: 'signal-mark', width: 1080, height: 720 },
  { name: 'inspector', scene: 'inspect-get-response', width: 1280, height: 800 },
]

/** Draws one picture in both colour schemes. */
async function draw(preview: PreviewPage, picture: Picture): Promise<void> {
  const { name, scene, width, height } = picture
  for (const colorScheme of ['light', 'dark'] as const) {
    await preview.open(scene, { width, height })
    await preview.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const file = inProject('docs', `${name}${colorScheme === 'dark' ? '-dark' : ''}.png`)
    await preview.page.screenshot({ path: file, animations: 'disabled' })
    console.log(file)
  }
}

async function main(): Promise<0> {
  const preview = await openPreview()
  try {
    for (const picture of PICTURES) await draw(preview, picture)
  } finally {
    await preview.close()
  }
  return 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await runScript(main)
