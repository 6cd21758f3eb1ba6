/** The colour behind the page until it is painted: `--window` of the renderer's tokens.css. */
export function windowBackground(isDark: boolean): string {
  return isDark ? '#131416' : '#f5f5f6'
}
