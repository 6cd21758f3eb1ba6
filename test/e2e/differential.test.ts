/**
 * The same calls to a browser's own implementation, with its virtual authenticator, and to Latchkey, in one page;
 * all that a page can see of their outcomes must be equal, but for the deviations that stand in a table.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { comparedBrowsers } from '../support/differential/browsers'
import type { BothInBrowser } from '../support/differential/both-in-browser'
import type { Case } from '../support/differential/case'
import type { Difference } from '../support/differential/compare'
import { conversionCases } from '../support/differential/conversion-cases'
import { creationCases } from '../support/differential/creation-cases'
import { isCovered, type Deviation } from '../support/differential/deviation'
import { extensionCases } from '../support/differential/extension-cases'
import { featureCases } from '../support/differential/feature-cases'
import { immediateCases } from '../support/differential/immediate-cases'
import { offlineCases } from '../support/differential/offline-cases'
import { policyCases, policyPlaces } from '../support/differential/policy-cases'
import { requestCases } from '../support/differential/request-cases'
import { staticCases } from '../support/differential/static-cases'
import { timingCases } from '../support/differential/timing-cases'

describe.each(comparedBrowsers)(
  'in $name',
  ({ start, deviations, origins, hasExtensions, has }) => {
    let both: BothInBrowser
    const seen = new Set<Deviation>()

    beforeAll(async () => {
      both = await start()
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

    function compare(cases: readonly Case[], place = ''): void {
      const there = cases.filter(({ name }) => has(name))
      it.each(there)('$name', async (one) => judge(place + one.name, await both.run(one)))
    }

    describe('at localhost', () => {
      beforeAll(() => both.open())

      it('what the script leaves in a page', async () => judge('shapes', await both.shapes()))

      compare(creationCases)
      compare(requestCases)
      compare(immediateCases)
      compare(conversionCases)
      compare(timingCases)
      compare(staticCases)
      compare(featureCases)
      compare(offlineCases)
    })

    describe.runIf(hasExtensions)('with an authenticator that has extensions', () => {
      beforeAll(() => both.open({ extensions: true }))

      compare(extensionCases)
    })

    describe.each(origins)('at %s', (host, cases) => {
      beforeAll(() => both.open({ host }))

      compare(cases)
    })

    describe.each(Object.entries(policyPlaces))('in a %s', (place, where) => {
      beforeAll(() => both.open(where))

      compare(policyCases, `${place}: `)
    })

    it('meets every deviation of the table', () => {
      expect(deviations.filter((deviation) => !seen.has(deviation))).toEqual([])
    })
  },
)
