/** Compares the times in the browser with the goals. */
import type { Finding, Section } from '../report'
import type { Samples } from '../samples'
import { ECHO, KEPT, SIGNED } from './rounds'
import { KEEPINGS, type Keeping } from './settings'
import { CHROMIUM, PLAYWRIGHT } from './sides'

/** Measured vault sizes: how many passkeys the vault has. */
export const STORED = [1, 1_000, 10_000]

export function latchkeyName(keeping: Keeping, stored: number): string {
  return `Latchkey, ${keeping}, ${stored} stored`
}

const OWN = KEEPINGS.flatMap((keeping) => STORED.map((stored) => latchkeyName(keeping, stored)))

export function getSection(samples: Samples): Section {
  return {
    title: 'Chromium: navigator.credentials.get()',
    rows: samples.rows([ECHO, SIGNED, CHROMIUM, PLAYWRIGHT, ...OWN]),
    findings: [
      ...STORED.flatMap((stored) => [
        quotient(samples, latchkeyName('file', stored), CHROMIUM, 1.2),
        quotient(samples, latchkeyName('file', stored), PLAYWRIGHT, 0.6),
      ]),
      growth(samples),
    ],
  }
}

export function createSection(samples: Samples): Section {
  return {
    title: 'Chromium: navigator.credentials.create()',
    rows: samples.rows([KEPT, CHROMIUM, PLAYWRIGHT, ...OWN]),
    findings: [
      ...(['file', 'memory'] as const).flatMap((keeping) =>
        STORED.map((stored) => quotient(samples, latchkeyName(keeping, stored), CHROMIUM, 1)),
      ),
      growth(samples),
    ],
  }
}

function growth(samples: Samples): Finding {
  return quotient(samples, latchkeyName('file', 10_000), latchkeyName('file', 1), 1.1)
}

/**
 * Divides the median of `name` by the median of `other`.
 *
 * @param atMost the goal.
 */
export function quotient(samples: Samples, name: string, other: string, atMost: number): Finding {
  return {
    what: `${name} ÷ ${other}`,
    value: samples.median(name) / samples.median(other),
    unit: '×',
    goal: { atMost },
  }
}
