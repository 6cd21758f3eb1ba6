/**
 * The same calls to Chromium's own implementation, with its virtual authenticator, and to Latchkey, in one page;
 * all that a page can see of their outcomes must be equal, but for the deviations that stand in a table.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BothInChromium } from '../support/differential/both-in-chromium'
import type { Case } from '../support/differential/case'
import type { Difference } from '../support/differential/compare'
import { conversionCases } from '../support/differential/conversion-cases'
import { creationCases } from '../support/differential/creation-cases'
import { isCovered, type Deviation } from '../support/differential/deviation'
import { deviations } from '../support/differential/deviations'
import { extensionCases } from '../support/differential/extension-cases'
import { frameCases, framePlaces, originCases } from '../support/differential/origin-cases'
import { requestCases } from '../support/differential/request-cases'
import { staticCases } from '../support/differential/static-cases'
import { timingCases } from '../support/differential/timing-cases'

let both: BothInChromium
const seen = new Set<Deviation>()

beforeAll(async () => {
  both = await BothInChromium.start()
})
afterAll(() => both.stop())

/** Every difference is expected, and every expected one is there. */
function judge(name: string, found: readonly Difference[]): void {
  const covering = (difference: Difference) =>
    deviations.filter((deviation) => isCovered(name, difference, deviation))
  const used = new Set(found.flatMap(covering))
  for (const deviation of used) seen.add(deviation)
  const missing = deviations.filter(
    (deviation) => deviation.cases?.test(name) && !used.has(deviation),
  )
  expect({
    unexpected: found.filter((difference) => covering(difference).length === 0),
    missing,
  }).toEqual({ unexpected: [], missing: [] })
}

function compare(cases: readonly Case[]): void {
  it.each(cases)('$name', async (one) => judge(one.name, await both.run(one)))
}

describe('at localhost', () => {
  beforeAll(() => both.open())

  it('what the script leaves in a page', async () => judge('shapes', await both.shapes()))

  compare(creationCases)
  compare(requestCases)
  compare(conversionCases)
  compare(timingCases)
  compare(staticCases)
})

describe('with an authenticator that has extensions', () => {
  beforeAll(() => both.open({ extensions: true }))

  compare(extensionCases)
})

describe.each(Object.entries(originCases))('at %s', (host, cases) => {
  beforeAll(() => both.open({ host }))

  compare(cases)
})

describe.each(Object.entries(framePlaces))('in a %s', (place, where) => {
  it.each(frameCases)('$name', async (one) => {
    await both.open({ script: false })
    const frame = await both.openFrame(where)

    judge(`${place}: ${one.name}`, await both.run(one, frame))
  })
})

it('meets every deviation of the table', () => {
  expect(deviations.filter((deviation) => !seen.has(deviation))).toEqual([])
})
