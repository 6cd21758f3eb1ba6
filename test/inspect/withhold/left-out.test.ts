import { expect, it } from 'vitest'
import { leftOut } from '../../../src/inspect/withhold/left-out'
import { withholdSecrets } from '../../../src/inspect/withhold/withhold-secrets'
import { bounded } from '../../../src/main/activity/bounded'

it('distinguishes secrets from parts that were too large', () => {
  const given = {
    challenge: 'A'.repeat(50),
    excludeCredentials: [1, 2, 3, 4],
    extensions: { prf: { eval: { first: 'AAAA' } } },
  }
  const { options, response, withheld } = withholdSecrets(given, null)
  const left: string[] = []
  const kept = bounded(options, 'options', { text: 20, entries: 3 }, left)

  expect(leftOut({ options: kept, response, withheld: [...left, ...withheld] })).toEqual({
    secrets: ['options.extensions.prf.eval.first'],
    cut: ['options.challenge', 'options.excludeCredentials[3…]'],
  })
})

it('treats a whole part, and the rest of the findings, as too large', () => {
  const withheld = ['options', 'lint[24…]', 'response.response.authenticatorData (extensions)']
  const kept = { options: null, response: {}, withheld }

  expect(leftOut(kept)).toEqual({ secrets: [withheld[2]], cut: ['options', 'lint[24…]'] })
  expect(leftOut(kept, 'lint').cut).toEqual(['lint[24…]'])
})
