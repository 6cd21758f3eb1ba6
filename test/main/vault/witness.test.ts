import { describe, expect, it } from 'vitest'
import { testimonyOf } from '../../../src/main/vault/witness'

const vaultId = new Uint8Array(16).fill(1)
const read = { vaultId, generation: 2, nextSequence: 5 }

describe('what a witness says of a vault’s file', () => {
  it.each([
    ['the file has everything', { generation: 2, nextSequence: 5 }, { is: 'complete' }],
    [
      'changes are missing at the end',
      { generation: 2, nextSequence: 8 },
      { is: 'cut', missing: 3 },
    ],
    ['a later file existed', { generation: 3, nextSequence: 1 }, { is: 'older' }],
  ])('%s', (_what, noted, testimony) => {
    expect(testimonyOf({ vaultId, ...noted }, read)).toEqual(testimony)
  })

  it('nothing, where it is the witness of another vault', () => {
    const other = new Uint8Array(16).fill(2)

    expect(testimonyOf({ vaultId: other, generation: 3, nextSequence: 8 }, read)).toEqual({
      is: 'unknown',
    })
  })
})
