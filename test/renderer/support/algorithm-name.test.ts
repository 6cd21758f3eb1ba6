import { expect, it } from 'vitest'
import { ALGORITHMS } from '../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { algorithmName } from '../../../src/renderer/support/algorithm-name'

it('names a known algorithm with its number', () => {
  expect(algorithmName(-7)).toBe('ES256 · P-256 with SHA-256 (-7)')
})

it.each(Array.from(ALGORITHMS, ([id, { name }]) => [name, id] as const))(
  'knows %s by the name of the COSE registry',
  (name, id) => {
    expect(algorithmName(id).split(' ')[0]).toBe(name)
  },
)

it('gives the number of an algorithm that it does not know', () => {
  expect(algorithmName(-999)).toBe('COSE -999')
})
