/** The test of one rule of the lint: the faults that it finds, and the calls that it accepts. */
import { expect, it } from 'vitest'
import { RULES } from '../../src/inspect/lint/all-rules'
import { PageHistories } from '../../src/inspect/lint/page-histories'
import type { PageCall } from '../../src/inspect/lint/page-call'
import { readRecordedCalls } from '../../src/inspect/lint/recorded-calls'

/** Calls of a page, oldest first. */
type Calls = readonly PageCall[]

interface Planted {
  /** The calls have only this fault. The words say what is planted. */
  readonly finds: Readonly<Record<string, { readonly calls: Calls; readonly at: readonly Spot[] }>>
  /** The calls have no fault at all. */
  readonly leaves: Readonly<Record<string, Calls>>
}

/** The path and the value. */
type Spot = readonly [path: string, value: string]

export function plantedRule(id: string, { finds, leaves }: Planted): void {
  it(`${id} is a rule`, () => {
    expect(RULES.map((rule) => rule.id)).toContain(id)
  })

  it.each(Object.entries(finds))(`${id} finds %s`, (_, { calls, at }) => {
    expect(new Set(found(calls))).toEqual(
      new Set(at.map(([path, value]) => ({ rule: id, path, value }))),
    )
  })

  it.each(Object.entries(leaves))(`${id} leaves %s`, (_, calls) => {
    expect(found(calls)).toEqual([])
  })
}

/** The findings in the calls, read from a file of the calls. */
export function found(calls: Calls) {
  const pages = new PageHistories()
  return throughFile(calls)
    .flatMap((call, index) => {
      const key = String(index)
      return [...pages.asked(key, call), ...pages.ended(key, call)]
    })
    .map(({ rule, path, value }) => ({ rule, path, value }))
}

function throughFile(calls: Calls): Calls {
  const file = calls.map((call) =>
    call.kind === 'signal' ? call : { ...call, response: responseOf(call) },
  )
  const read = readRecordedCalls(JSON.parse(JSON.stringify(file)))
  expect(read).toEqual(JSON.parse(JSON.stringify(calls)))
  return read
}

function responseOf({ credential }: Exclude<PageCall, { readonly kind: 'signal' }>) {
  if (credential === null) return null
  const { id, userHandle, transports } = credential
  return {
    id,
    response: { ...(userHandle !== null && { userHandle }), ...(transports && { transports }) },
  }
}
