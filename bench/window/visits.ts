/** Measures the window at work: search, scrolling and memory, with few and with many passkeys and entries, in turns. */
import { setTimeout as sleep } from 'node:timers/promises'
import { tenths } from '../progress'
import type { Samples } from '../samples'
import type { FilledHome } from './filled-home'
import { focusSearch, frameTimes, settle, showView, takeKeyTimes, watchKeys } from './in-page'
import { latchkeyWith } from './launches'
import { startWatched, type WatchedPage } from './watched-app'

const ROUNDS = 4
const FRAMES = 150
/** CSS pixels in each frame: by the wheel, by dragging, by dragging far. */
const STEPS = [60, 600, 5000]
/** Typed, then deleted. */
const SEARCHES = ['user-77', 'site-5', 'guest']
/** The time between two keys. A fast typist needs twice as long. */
const PAUSE_MS = 70

/** The time from the click into the field to the first key. A person takes longer. */
const BEFORE_FIRST_KEY_MS = 300

export const VIEWS = ['passkeys', 'activity'] as const

export type View = (typeof VIEWS)[number]

export const frameOf = (name: string, view: View) => `${name}, ${view}: key to next frame`
export const workOf = (name: string, view: View) => `${name}, ${view}: work of a key`
const firstOf = (name: string, view: View) => `${name}, ${view}: the first key to next frame`
const heapOf = (name: string) => `${name}: heap of the scripts, MB`
export const ownOf = (name: string) => `${name}: memory of its own, MB`
export const residentOf = (name: string) => `${name}: working set, MB`

/** How many frames there were, and how many more there would have been. */
export interface FrameCount {
  frames: number
  missed: number
}

export interface FrameCounts {
  readonly idle: FrameCount
  readonly scrolling: FrameCount
}

/** @returns the frames of each view, with the most passkeys and entries. */
export async function measureVisits(
  homes: readonly FilledHome[],
  samples: Samples,
): Promise<Readonly<Record<View, FrameCounts>>> {
  const counts = { passkeys: noFrames(), activity: noFrames() }
  const most = Math.max(...homes.map(({ count }) => count))
  const progress = tenths('window: search, scrolling and memory', ROUNDS)
  for (let round = 0; round < ROUNDS; round++) {
    for (const home of round % 2 === 0 ? homes : homes.toReversed())
      await visit(home, samples, home.count === most ? counts : undefined)
    progress(round + 1)
  }
  return counts
}

async function visit(
  { count, args }: FilledHome,
  samples: Samples,
  counts: Record<View, FrameCounts> | undefined,
): Promise<void> {
  const name = latchkeyWith(count)
  const app = await startWatched(['.', ...args])
  try {
    const { page } = app
    await page.run(settle, count)
    await addMemory(page, name, samples)
    await page.run(watchKeys, null)
    for (const view of VIEWS) {
      await page.run(showView, view)
      await search(page, view, name, samples)
      if (counts) await scroll(page, counts[view])
    }
    await addMemory(page, `${name}, after search and scrolling`, samples)
  } finally {
    await app.quit()
  }
}

async function addMemory(page: WatchedPage, name: string, samples: Samples): Promise<void> {
  const { heap, own, resident } = await page.memory()
  samples.add(heapOf(name), [heap])
  if (own !== undefined) samples.add(ownOf(name), [own])
  if (resident !== undefined) samples.add(residentOf(name), [resident])
}

async function search(page: WatchedPage, view: View, name: string, samples: Samples) {
  await page.run(focusSearch, null)
  await sleep(BEFORE_FIRST_KEY_MS)
  for (const text of SEARCHES)
    for (const character of text + '\b'.repeat(text.length)) {
      await page.type(character)
      await sleep(PAUSE_MS)
    }
  const times = await page.run(takeKeyTimes, null)
  samples.add(firstOf(name, view), [times[0]?.frame ?? NaN])
  samples.add(
    frameOf(name, view),
    times.map(({ frame }) => frame),
  )
  samples.add(
    workOf(name, view),
    times.map(({ work }) => work),
  )
}

async function scroll(page: WatchedPage, { idle, scrolling }: FrameCounts): Promise<void> {
  for (const step of STEPS) {
    addFrames(idle, await page.run(frameTimes, [0, FRAMES] as const))
    addFrames(scrolling, await page.run(frameTimes, [step, FRAMES] as const))
  }
}

function addFrames(count: FrameCount, times: readonly number[]): void {
  count.frames += times.length - 1
  for (const [index, time] of times.slice(1).entries())
    count.missed += Math.max(Math.round(((time - (times[index] ?? time)) * 60) / 1000) - 1, 0)
}

function noFrames(): FrameCounts {
  return { idle: { frames: 0, missed: 0 }, scrolling: { frames: 0, missed: 0 } }
}
