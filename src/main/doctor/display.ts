import type { Finding } from '../../cli/doctor/finding'

export function checkDisplay(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): readonly Finding[] {
  const check = 'display'
  const named = env.WAYLAND_DISPLAY ?? env.DISPLAY
  if (platform !== 'linux' || (named !== undefined && named !== ''))
    return [{ check, state: 'well', found: 'There is a display for the window.', advice: null }]
  return [
    {
      check,
      state: 'note',
      found: 'There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set.',
      advice: 'The window needs a display. Commands and --automation do not.',
    },
  ]
}
