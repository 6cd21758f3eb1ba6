/** Measures how long the window takes from its launch until it can be used, compared with an empty app, in turns. */
import { tenths } from '../progress'
import type { Samples } from '../samples'
import type { FilledHome } from './filled-home'
import { ARRIVED, timeOfMark } from './in-page'
import { startWatched } from './watched-app'

const ROUNDS = 12

export const EMPTY = 'an empty app'

export const latchkeyWith = (count: number) => `Latchkey with ${count}`
const rowsOf = (name: string) => `${name}: until the first rows`
export const usableOf = (name: string) => `${name}: until a key is answered`
export const arrivedOf = (name: string) => `${name}: from the first passkeys to their rows`

/** @param emptyApp the folder of the empty app, which also holds the files that Electron writes. */
export async function measureLaunches(
  emptyApp: string,
  homes: readonly FilledHome[],
  samples: Samples,
): Promise<void> {
  const sides = [
    { name: EMPTY, args: [emptyApp, `--user-data-dir=${emptyApp}/data`] },
    ...homes.map(({ count, args }) => ({ name: latchkeyWith(count), args: ['.', ...args] })),
  ]
  const progress = tenths('window: launches', ROUNDS + 1)
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [turn] of sides.entries()) {
      const side = sides[(turn + round) % sides.length]
      if (!side) continue
      const times = await launch(side.args)
      // The first round fills the system's caches.
      if (round > 0) addTimes(side.name, times, samples)
    }
    progress(round + 1)
  }
}

async function launch(args: readonly string[]) {
  const app = await startWatched(args)
  try {
    const { started, rows, usable } = app
    const arrived = await app.page.run(timeOfMark, ARRIVED)
    return { rows: rows - started, usable: usable - started, arrived: arrived && rows - arrived }
  } finally {
    await app.quit()
  }
}

function addTimes(
  name: string,
  { rows, usable, arrived }: Awaited<ReturnType<typeof launch>>,
  samples: Samples,
): void {
  samples.add(rowsOf(name), [rows])
  samples.add(usableOf(name), [usable])
  if (arrived !== null) samples.add(arrivedOf(name), [arrived])
}
