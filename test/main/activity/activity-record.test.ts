import { is } from 'valibot'
import { describe, expect, it } from 'vitest'
import { entriesPart } from '../../support/entries-part'
import { ActivityRecord } from '../../../src/main/activity/activity-record'
import type { CeremonyTrace } from '../../../src/shared/ceremony-detail'
import type { EntriesPart, EntryStore } from '../../../src/main/activity/ports'
import {
  activityEntrySchema,
  type ActivityEntry,
  type ActivityReport,
} from '../../../src/shared/activity'

/** A store that opens when the test calls `open`, like the vault. */
class MemoryEntries implements EntryStore {
  readonly #kept: ActivityEntry[] = []
  readonly #details = new Map<string, string>()
  #open: boolean

  constructor(open: boolean) {
    this.#open = open
  }

  open(): void {
    this.#open = true
  }

  isOpen(): boolean {
    return this.#open
  }

  add(entry: ActivityEntry, detail?: string): void {
    if (!this.#open) throw new Error('the vault is locked')
    this.#kept.unshift(entry)
    if (detail !== undefined) this.#details.set(entry.id, detail)
  }

  detail(entryId: string): string | null {
    return this.#details.get(entryId) ?? null
  }

  list(): readonly ActivityEntry[] {
    if (!this.#open) throw new Error('the vault is locked')
    return this.#kept
  }

  listPart(...part: [count: number, older?: number]): EntriesPart {
    return entriesPart(this.list(), ...part)
  }
}

function record({ open = true } = {}) {
  const entries = new MemoryEntries(open)
  let count = 0
  const failures: unknown[] = []
  const activity = new ActivityRecord({
    entries,
    now: () => 1000 + count,
    newId: () => `e${++count}`,
    failed: (error) => void failures.push(error),
  })
  return { activity, entries, failures }
}

const refusal = (fields: Partial<ActivityReport> = {}): ActivityReport => ({
  kind: 'refusal',
  origin: null,
  outcome: 'refused',
  reason: 'no Origin header',
  ...fields,
})

const ids = (entries: readonly ActivityEntry[]) => entries.map(({ id }) => id)

describe('ActivityRecord', () => {
  it('cuts off names after the length that the window shows', () => {
    const { activity } = record()
    const long = { userName: 'a'.repeat(65_536), userDisplayName: 'b'.repeat(65_536) }
    const passkeyId = 'AQ'
    activity.report(
      refusal({
        names: long,
        changes: [
          { what: 'renamed', passkeyId, before: long, after: long },
          { what: 'hidden', passkeyId, names: long },
        ],
      }),
    )

    const [entry] = activity.list()
    expect(JSON.stringify(entry).length).toBeLessThan(20_000)
    expect(entry?.names?.userName).toBe(`${'a'.repeat(2000)}…`)
  })

  it('cuts off names earlier when an entry has very many names', () => {
    const { activity } = record()
    const long = { userName: 'a'.repeat(65_536), userDisplayName: 'b'.repeat(65_536) }
    const change = { what: 'renamed', passkeyId: 'AQ', before: long, after: long } as const
    const left = { passkeyId: 'AQ', names: long, because: 'the user edited the name' }

    const entry = activity.report(
      refusal({ changes: Array.from({ length: 100 }, () => change), left: [left] }),
    )

    expect(JSON.stringify(entry).length).toBeLessThan(60_000)
    expect(entry.changes[0]).toMatchObject({ after: { userName: `${'a'.repeat(100)}…` } })
    expect(entry.left[0]?.names.userDisplayName).toBe(`${'b'.repeat(100)}…`)
  })

  it('lists the first hundred changed and unchanged passkeys, and counts the other changes', () => {
    const { activity } = record()
    const names = { userName: 'ada', userDisplayName: 'Ada' }
    const passkeys = Array.from({ length: 105 }, (_, i) => ({ passkeyId: `p${i}`, names }))

    const entry = activity.report(
      refusal({
        changes: passkeys.map((passkey) => ({ what: 'hidden', ...passkey })),
        left: passkeys.map((passkey) => ({ ...passkey, because: 'it was hidden already' })),
        moreChanges: 7,
      }),
    )

    expect(entry.changes).toHaveLength(100)
    expect(entry.changes.at(-1)?.passkeyId).toBe('p99')
    expect(entry.left).toHaveLength(100)
    expect(entry.moreChanges).toBe(12)
  })

  it('uses the id of a report, and returns the entry', () => {
    const { activity } = record()

    const entry = activity.report(refusal({ id: 'of the signal' }))

    expect(entry.id).toBe('of the signal')
    expect(activity.list()).toEqual([entry])
  })

  it('makes entries when the pages are idle, with the time of the report', () => {
    let now = 1000
    let rest: () => void = () => undefined
    const entries = new MemoryEntries(true)
    const later = (run: () => void) => void (rest = run)
    const activity = new ActivityRecord({
      ...{ entries, now: () => now, newId: () => 'e1', later },
      failed: () => undefined,
    })
    activity.reportLater(refusal())
    now = 1030
    expect(entries.list()).toEqual([])

    rest()
    expect(entries.list()).toMatchObject([{ id: 'e1', at: 1000 }])
  })

  it('adds the id and the time, and sets every other field to its empty value', () => {
    const { activity } = record()
    activity.report(refusal())
    expect(activity.list()).toEqual([
      {
        id: 'e1',
        at: 1000,
        kind: 'refusal',
        signal: null,
        origin: null,
        rpId: null,
        outcome: 'refused',
        error: null,
        reason: 'no Origin header',
        passkeyId: null,
        names: null,
        answeredBy: null,
        policy: null,
        changes: [],
        left: [],
        moreChanges: 0,
        undoes: null,
        fault: null,
      },
    ])
  })

  it('makes entries that match the contract with the window', () => {
    const { activity } = record()
    const names = { userName: 'ada', userDisplayName: 'Ada' }
    activity.report(refusal())
    activity.report(
      refusal({
        kind: 'undo',
        undoes: 'e1',
        policy: 'delete',
        changes: [{ what: 'restored', passkeyId: 'AQ', names }],
        left: [{ passkeyId: 'Ag', names, because: 'it has since been deleted' }],
      }),
    )
    expect(activity.list().map((entry) => is(activityEntrySchema, entry))).toEqual([true, true])
  })

  it('keeps every reported field', () => {
    const names = { userName: 'ada', userDisplayName: 'Ada' }
    const report: ActivityReport = {
      kind: 'signal',
      signal: 'currentUserDetails',
      origin: 'https://example.org',
      rpId: 'example.org',
      outcome: 'done',
      reason: 'one passkey renamed',
      changes: [{ what: 'renamed', passkeyId: 'AQID', before: names, after: names }],
    }
    const { activity } = record()
    activity.report(report)
    expect(activity.list()[0]).toMatchObject(report)
  })

  it('lists the newest first', () => {
    const { activity } = record()
    activity.report(refusal())
    activity.report(refusal())
    expect(ids(activity.list())).toEqual(['e2', 'e1'])
  })

  it('can be passed on as a function', () => {
    const { activity } = record()
    const { report } = activity
    report(refusal())
    expect(activity.list()).toHaveLength(1)
  })

  it('calls its listeners with each entry, in the form of the list', () => {
    const { activity } = record()
    const heard: ActivityEntry[] = []
    const stop = activity.onAdded((entry) => void heard.push(entry))
    activity.report(refusal())
    stop()
    activity.report(refusal())
    expect(heard).toEqual([activity.list()[1]])
  })

  describe('while the vault is locked', () => {
    it('keeps entries in memory, and lists them', () => {
      const { activity } = record({ open: false })
      activity.report(refusal())
      activity.report(refusal())
      expect(ids(activity.list())).toEqual(['e2', 'e1'])
    })

    it('keeps an entry in memory when the vault is locked during the report', () => {
      const { activity, entries } = record({ open: false })
      entries.isOpen = () => true

      expect(() => activity.report(refusal())).not.toThrow()

      entries.open()
      activity.keepWaiting()
      expect(entries.list()).toHaveLength(1)
    })

    it('calls its listeners at once', () => {
      const { activity } = record({ open: false })
      const heard: string[] = []
      activity.onAdded(({ id }) => void heard.push(id))
      activity.report(refusal())
      expect(heard).toEqual(['e1'])
    })

    it('keeps at most the newest 500 entries', () => {
      const { activity } = record({ open: false })
      for (let i = 0; i < 600; i++) activity.report(refusal())
      const listed = ids(activity.list())
      expect(listed).toHaveLength(500)
      expect(listed[0]).toBe('e600')
      expect(listed.at(-1)).toBe('e101')
    })
  })

  it('stores waiting entries after the vault opens, in order and each once', () => {
    const { activity, entries } = record({ open: false })
    activity.report(refusal())
    activity.report(refusal())
    entries.open()
    activity.keepWaiting()
    activity.report(refusal())
    activity.keepWaiting()
    expect(ids(entries.list())).toEqual(['e3', 'e2', 'e1'])
    expect(ids(activity.list())).toEqual(['e3', 'e2', 'e1'])
  })
})

describe('the detail of a ceremony', () => {
  const ceremony = refusal({ kind: 'get' })
  const trace = (): CeremonyTrace => ({
    ...{ kind: 'get', mediation: null, options: null, response: null },
    ...{ steps: [], failed: null, profile: null, lint: [] },
  })

  it('is kept beside its entry', () => {
    const { activity } = record()
    activity.reportLater(ceremony, trace)
    const [entry] = activity.list()

    expect(activity.detail(entry?.id ?? '')).toEqual({ ...trace(), entryId: 'e1', withheld: [] })
    expect(activity.detail('another')).toBeNull()
  })

  it('is made after the answers that are ready now', async () => {
    const { activity } = record()
    let made = 0
    activity.reportLater(ceremony, () => {
      made++
      return trace()
    })
    expect(made).toBe(0)
    await new Promise(setImmediate)
    expect(made).toBe(1)
  })

  it('waits for a locked vault with its entry, for the newest fifty', () => {
    const { activity, entries } = record({ open: false })
    for (let i = 0; i < 60; i++) activity.reportLater(ceremony, trace)
    const has = () => ['e10', 'e11', 'e60'].map((id) => activity.detail(id) !== null)
    expect(has()).toEqual([false, true, true])

    entries.open()
    activity.keepWaiting()
    expect(has()).toEqual([false, true, true])
  })

  it('counts as not kept if another build wrote it in another form', () => {
    const { activity, entries } = record()
    const entry = activity.report(ceremony)
    entries.add(entry, '{"later":true}')

    expect(activity.detail(entry.id)).toBeNull()
  })
})

it('keeps an entry whose detail cannot be made', () => {
  const { activity, failures } = record()
  activity.reportLater(refusal(), () => {
    throw new Error('broken')
  })

  const [entry] = activity.list()
  expect(entry).toMatchObject({ kind: 'refusal' })
  expect(activity.detail(entry?.id ?? '')).toBeNull()
  expect(failures).toEqual([new Error('broken')])
})
