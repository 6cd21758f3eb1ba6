import type { Finding } from '../../cli/doctor/finding'

/** @param electron the version of the Electron beside this package; undefined when there is none. */
export function checkDesktop(electron: string | undefined): readonly Finding[] {
  const check = 'desktop'
  if (electron !== undefined)
    return [
      {
        check,
        state: 'well',
        found: `Electron ${electron} can run the desktop app.`,
        advice: null,
      },
    ]
  return [
    {
      check,
      state: 'note',
      found: 'There is no Electron here for the desktop app.',
      advice: 'Tests need none. To use the app with its window: npm i -D electron',
    },
  ]
}
