import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { tenths } from '../progress'
import { Samples } from '../samples'
import type { Call } from './contest'
import type { Side } from './sides'

const ROUNDS = 120
/** The first rounds do not count, because the code is still being compiled. */
const WARM_UP = 20
/** How often each side calls `get()` in one round. */
const GETS = 5
/** Chromium's authenticator can hold three discoverable passkeys. One of them is the passkey that signs in. */
const CREATES = 2
/** The bridge allows a page 60 messages per second. */
const SHORTEST_ROUND_MS = ((GETS + CREATES) * 1000) / 50

export const ECHO = 'empty WebSocket round trip'
export const SIGNED = 'bare signed answer'
export const KEPT = 'round trip with fdatasync'

export interface Measured {
  readonly gets: Samples
  readonly creates: Samples
}

/** Measures every side once per round, so that other load on the machine affects all sides alike. */
export async function runRounds(sides: readonly Side[]): Promise<Measured> {
  const measured: Measured = { gets: new Samples(), creates: new Samples() }
  const progress = tenths('browser', WARM_UP + ROUNDS)
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const enough = sleep(SHORTEST_ROUND_MS)
    await runRound(sides, round < WARM_UP ? undefined : measured, round)
    await enough
    progress(round + 1)
  }
  return measured
}

async function runRound(sides: readonly Side[], measured: Measured | undefined, round: number) {
  const page = sides.at(-1)?.page
  if (page) {
    const [echo, sign] = [await time(page, 'echo', GETS), await time(page, 'sign', GETS)]
    measured?.gets.add(ECHO, echo)
    measured?.gets.add(SIGNED, sign)
    measured?.creates.add(KEPT, await time(page, 'keep', CREATES))
  }
  for (const side of turned(sides, round)) {
    const gets = await time(side.page, 'get', GETS, side.frame)
    const creates = await time(side.page, 'create', CREATES, side.frame)
    await side.tidy()
    measured?.gets.add(side.name, gets)
    measured?.creates.add(side.name, creates)
  }
}

/** Rotates the sides, so that each round begins with another side. */
function turned<T>(sides: readonly T[], by: number): readonly T[] {
  const first = by % sides.length
  return [...sides.slice(first), ...sides.slice(0, first)]
}

function time(page: Page, call: Call, calls: number, frame?: string): Promise<number[]> {
  return page.evaluate((args) => window.contest.time(...args), [call, calls, frame] as [
    Call,
    number,
    string | undefined,
  ])
}
