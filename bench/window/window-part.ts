/**
 * `npm run bench -- window`: the app's window with 10 and with 10 000 passkeys and entries of the record: from launch until
 * it can be used, compared with an empty app; search, scrolling, and the renderer's memory.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from '../../scripts/build'
import { quotient } from '../browser/findings'
import { tell } from '../progress'
import type { Finding, Section } from '../report'
import { Samples } from '../samples'
import { buildEmptyApp } from './empty-app'
import { fillHome, type FilledHome } from './filled-home'
import { arrivedOf, EMPTY, latchkeyWith, measureLaunches, usableOf } from './launches'
import {
  frameOf,
  measureVisits,
  ownOf,
  residentOf,
  VIEWS,
  workOf,
  type FrameCount,
  type FrameCounts,
  type View,
} from './visits'

const FEW = 10
const MANY = 10_000

export async function measureWindow(): Promise<readonly Section[]> {
  tell('window: building')
  await build()
  const emptyApp = mkdtempSync(join(tmpdir(), 'latchkey-bench-empty-'))
  const homes: FilledHome[] = []
  try {
    await buildEmptyApp(emptyApp)
    tell(`window: filling vaults with ${FEW} and ${MANY} passkeys and entries`)
    for (const count of [FEW, MANY]) homes.push(await fillHome(count))
    const launches = new Samples()
    await measureLaunches(emptyApp, homes, launches)
    const visits = new Samples()
    const frames = await measureVisits(homes, visits)
    return [
      launchSection(launches),
      searchSection(visits),
      scrollSection(frames),
      memorySection(visits),
    ]
  } finally {
    for (const home of homes) home.remove()
    rmSync(emptyApp, { recursive: true, force: true })
  }
}

function launchSection(samples: Samples): Section {
  return {
    title: 'The window with as many passkeys as entries, from the start of its process',
    rows: samples.rows(),
    findings: [
      ...[FEW, MANY].map((count) =>
        quotient(samples, usableOf(latchkeyWith(count)), usableOf(EMPTY), 1.25),
      ),
      ...[FEW, MANY].map((count) => median(samples, arrivedOf(latchkeyWith(count)), 100)),
    ],
  }
}

function searchSection(samples: Samples): Section {
  const keys = samples.rows().filter(({ name }) => !name.endsWith(', MB'))
  const many = VIEWS.flatMap((view) => [
    frameOf(latchkeyWith(MANY), view),
    workOf(latchkeyWith(MANY), view),
  ])
  return {
    title: 'A key in the search field',
    rows: keys,
    findings: many.flatMap((name) => [
      median(samples, name, 16),
      {
        what: `${name}, p95`,
        value: keys.find((row) => row.name === name)?.p95 ?? NaN,
        unit: 'ms',
        goal: { atMost: 16 },
      },
    ]),
  }
}

/** A frame that is drawn late misses its place, and perhaps the next places. */
function scrollSection(frames: Readonly<Record<View, FrameCounts>>): Section {
  return {
    title: `Scrolling through ${MANY}: frames that are missing of 60 a second`,
    rows: [],
    findings: VIEWS.flatMap((view) => [
      {
        what: `${view}, scrolling (idle: ${percent(frames[view].idle).toFixed(2)} %)`,
        value: percent(frames[view].scrolling),
        unit: '%',
        goal: { atMost: percent(frames[view].idle) + 1 },
      },
    ]),
  }
}

function memorySection(samples: Samples): Section {
  const after = ', after search and scrolling'
  return {
    title: 'The renderer’s memory, in MB',
    rows: samples.rows().filter(({ name }) => name.endsWith(', MB')),
    findings: ['', after].flatMap((when) =>
      // The heap of the scripts grows with its contents.
      [ownOf, residentOf].map((sizeOf) =>
        quotient(samples, sizeOf(latchkeyWith(MANY) + when), sizeOf(latchkeyWith(FEW) + when), 1.3),
      ),
    ),
  }
}

function percent({ frames, missed }: FrameCount): number {
  return (missed / (frames + missed)) * 100
}

function median(samples: Samples, what: string, atMost: number): Finding {
  return { what, value: samples.median(what), unit: 'ms', goal: { atMost } }
}
