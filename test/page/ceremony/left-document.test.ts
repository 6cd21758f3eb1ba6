/** A window that now holds another document, like a frame whose first, empty document was replaced. */
import { beforeEach, expect, it } from 'vitest'
import { settle } from '../../support/page-bridge'
import { asGet, testCeremonies } from '../../support/page-ceremonies'
import { pageDocument } from '../../support/page-document'

let current: object
let made: ReturnType<typeof testCeremonies>
beforeEach(() => {
  current = { nth: 1 }
  made = testCeremonies({ document: pageDocument({ current: () => current }) })
  made.page.bridge.answer = () => undefined
})

const conditional = { ...asGet, mediation: 'conditional' }
const left = expect.objectContaining({ name: 'AbortError' })

/** The outcome of a call. */
function fate(call: Promise<unknown>): unknown[] {
  const seen: unknown[] = []
  call.then(
    (value) => seen.push(value),
    (error: unknown) => seen.push(error),
  )
  return seen
}

it.each([
  [asGet, asGet],
  [asGet, conditional],
  [conditional, conditional],
])('the request of the first document makes way: %o, then %o', async (first, second) => {
  const before = fate(made.get(first))
  await settle()
  current = { nth: 2 }

  const after = fate(made.get(second))
  await settle()

  expect(before).toEqual([left])
  expect(after).toEqual([])
})

it('a conditional get() of the first document is not asked again', async () => {
  // Pairs the page.
  fate(made.get(asGet))
  await settle()
  made.page.closeAll()
  await settle()
  const seen = fate(made.get(conditional))
  await settle()
  expect(made.page.bridge.heardOf('get')).toHaveLength(2)

  made.page.closeAll()
  current = { nth: 2 }
  made.page.clock.advance(60_000)
  await settle()

  expect(seen).toEqual([left])
  expect(made.page.bridge.heardOf('get')).toHaveLength(2)
})
