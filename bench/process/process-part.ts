/**
 * `npm run bench -- process`: a whole `get()` in one process, from options in JSON to a response in JSON, here
 * and in nid-webauthn-emulator, with more and more passkeys kept.
 */
import { tell } from '../progress'
import type { Finding, Section } from '../report'
import { Samples } from '../samples'
import { emulatorWith, latchkeyWith, type Contestant } from './contestants'

const STORED = [1, 300, 1_000, 3_000]
/** Of each contestant, unless the time is over before. */
const CALLS = 300
/** Of these, so many at the beginning count for nothing: the compiler is at work. */
const WARM_UP = 50
/** The slow one takes a large part of a second a call. */
const LONGEST_MS = 20_000

export async function measureProcess(): Promise<readonly Section[]> {
  const samples = new Samples()
  const findings: Finding[] = []
  for (const stored of STORED) {
    tell(`process: ${stored} stored`)
    const [own, other] = [await latchkeyWith(stored), emulatorWith(stored)]
    await race([own, other], samples)
    findings.push({
      what: `nid-webauthn-emulator ÷ Latchkey, ${stored} stored`,
      value: samples.median(other.name) / samples.median(own.name),
      unit: '×',
      goal: { atLeast: stored === 1_000 ? 20 : 1 },
    })
  }
  return [{ title: 'One process: get(), from JSON to JSON', rows: samples.rows(), findings }]
}

/** Turn about, so that whatever else the machine does meets both. */
async function race(contestants: readonly Contestant[], samples: Samples): Promise<void> {
  const begin = performance.now()
  const timesOf = contestants.map((): number[] => [])
  for (let call = 0; call < CALLS && performance.now() - begin < LONGEST_MS; call++) {
    for (const [i, { get }] of contestants.entries()) {
      const start = performance.now()
      await get()
      timesOf[i]?.push(performance.now() - start)
    }
  }
  for (const [i, { name }] of contestants.entries()) {
    const times = timesOf[i] ?? []
    samples.add(name, times.slice(Math.min(WARM_UP, Math.floor(times.length / 4))))
  }
}
