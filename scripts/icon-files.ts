import { inProject } from './project-paths'

/** The sizes that desktops use. The icon formats of macOS and Windows are made from the largest size. */
export const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const

/** Path of the icon in one size. The icons are committed, so that build and app do not have to draw them. */
export function iconFile(size: (typeof ICON_SIZES)[number]): string {
  return inProject('build', 'icons', `${size}x${size}.png`)
}
