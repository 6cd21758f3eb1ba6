import { describe, expect, it } from 'vitest'
import { RecentActivity } from '../../../src/main/commands/recent-activity'
import type { ActivityEntry } from '../../../src/shared/activity'
import type { ActivityWait } from '../../../src/shared/agent-api'
import { FakeClock } from '../../support/fake-clock'
import { activityEntry } from '../../support/window-data'

const { signal: never } = new AbortController()

function start() {
  let tell: (entry: ActivityEntry) => void = () => undefined
  const clock = new FakeClock()
  const onAdded = (listener: (entry: ActivityEntry) => void) => {
    tell = listener
    return () => undefined
  }
  const recent = new RecentActivity({ onAdded, finish: () => undefined }, clock)
  const add = (id: string, fields: Partial<ActivityEntry> = {}) =>
    tell(activityEntry({ kind: 'get', id, ...fields }))
  return { recent, clock, add }
}

const wait = (fields: Partial<ActivityWait> = {}): ActivityWait => ({
  after: null,
  kinds: ['create', 'get'],
  timeout: 1000,
  ...fields,
})

describe('a wait for an entry of the record', () => {
  it('finds the first that came after the entry that was seen last', async () => {
    const { recent, add } = start()
    for (const id of ['one', 'two', 'three']) add(id)

    expect(await recent.next(wait({ after: 'one' }), never)).toMatchObject({ id: 'two' })
    expect(await recent.next(wait(), never)).toMatchObject({ id: 'one' })
  })

  it('begins with the oldest if the entry that was seen last is older', async () => {
    const { recent, add } = start()
    for (let n = 0; n <= 1000; n++) add(`${n}`)

    expect(await recent.next(wait({ after: '0' }), never)).toMatchObject({ id: '1' })
  })

  it('passes over what does not fit, even while it waits', async () => {
    const { recent, add } = start()
    const where = { kinds: ['signal'], signal: 'unknownCredential', rpId: 'a.example' } as const
    const fitting = { kind: 'signal', signal: 'unknownCredential', rpId: 'a.example' } as const
    add('a get')
    const found = recent.next(wait({ ...where, kinds: ['signal'], outcome: 'done' }), never)
    add('of another relying party', { ...fitting, rpId: 'b.example' })
    add('of another kind', { ...fitting, signal: 'allAcceptedCredentials' })
    add('with another outcome', { ...fitting, outcome: 'refused' })
    add('it', { ...fitting, outcome: 'done' })

    expect(await found).toMatchObject({ id: 'it' })
  })

  it('ends with nothing when its time is over', async () => {
    const { recent, clock } = start()
    const found = recent.next(wait(), never)
    clock.advance(1000)

    expect(await found).toBeNull()
    expect(await recent.next(wait({ timeout: 0 }), never)).toBeNull()
  })

  it('ends with its agent, and leaves no timer', async () => {
    const { recent, clock } = start()
    const gone = new AbortController()
    const found = recent.next(wait(), gone.signal)
    gone.abort(new Error('the command ended'))

    await expect(found).rejects.toThrow('the command ended')
    expect(clock.longest()).toBe(0)
  })
})
