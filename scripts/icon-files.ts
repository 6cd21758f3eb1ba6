import { inProject } from './project-paths'

/** What the desktops ask for; the largest is what macOS's and Windows' own formats are made of. */
export const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const

/** The icon's picture in one size, committed so that neither build nor app has to draw it. */
export function iconFile(size: (typeof ICON_SIZES)[number]): string {
  return inProject('build', 'icons', `${size}x${size}.png`)
}
