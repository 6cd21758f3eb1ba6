import { afterEach, describe, expect, it, vi } from 'vitest'
import { explain, type FailureKind } from '../../src/page/errors'

const HOST = '127.0.0.1:47801'
const KINDS: readonly FailureKind[] = ['absent', 'refused', 'forbidden', 'unpaired', 'lost']

// Other files must not import the module with the messages for test authors.
afterEach(() => vi.resetModules())

describe('the reason why Latchkey could not be asked', () => {
  it('leads a person to the window', () => {
    expect(explain('refused', HOST)).toContain('window says why.')
  })

  it('leads the author of a test to the record, and to no window', async () => {
    vi.resetModules()
    const { explain, explainToTests, failureFor } = await import('../../src/page/errors')
    explainToTests()

    expect(failureFor('refused', HOST).message).toContain('passkeys.activity()')
    expect(explain('forbidden', HOST)).toContain('bypassCSP: true')
    expect(explain('forbidden', HOST)).toContain('ws://127.0.0.1:* and http://127.0.0.1:*')
    expect(explain('forbidden', HOST)).not.toContain(HOST)
    for (const kind of KINDS) expect(explain(kind, HOST)).not.toContain('window')
    for (const kind of ['absent', 'unpaired', 'lost'] as const)
      expect(explain(kind, HOST)).toContain('session has ended')
  })
})
