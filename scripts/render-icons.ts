/** `npm run icons`: draws build/icon.svg in the sizes that systems ask for. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import { ICON_SIZES, iconFile } from './icon-files'
import { inProject } from './project-paths'

/** @returns the icon as a PNG, `size` by `size` pixels */
export function renderIcon(size: number): Buffer {
  const svg = readFileSync(inProject('build', 'icon.svg'))
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(inProject('build', 'icons'), { recursive: true })
  for (const size of ICON_SIZES) writeFileSync(iconFile(size), renderIcon(size))
}
