/**
 * `npm run bench -- process`: compares a whole `get()` of Latchkey with that of nid-webauthn-emulator, in one process,
 * from options in JSON to a response in JSON, with growing numbers of stored passkeys.
 */
import { tell } from '../progress'
import type { Finding, Section } from '../report'
import { Samples } from '../samples'
import { emulatorWith, latchkeyWith, type Contestant } from './contestants'

const STORED = [1, 300, 1_000, 3_000]
/** Calls per contestant, unless the time limit ends them earlier. */
const CALLS = 300
/** The first calls do not count, because the code is still being compiled. */
const WARM_UP = 50
/** The time limit. With many passkeys, one call of the slower contestant takes a large part of a second. */
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

/** The contestants take turns, so that other load on the machine affects both alike. */
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
