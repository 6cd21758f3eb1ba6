import { expect, it } from 'vitest'
import type { Rename } from '../../src/shared/passkey'
import { withRename } from '../../src/shared/rename-trail'

const rename = (name: string, at = 0): Rename => ({
  at,
  by: 'page',
  origin: 'https://example.org',
  entryId: null,
  before: { userName: name, userDisplayName: name },
  after: { userName: 'after', userDisplayName: name },
})
const nameOf = (name: string) => withRename([], rename(name))[0]!.before.userName

it('puts the newest change first, and forgets the oldest of more than twenty', () => {
  let trail: readonly Rename[] = []
  for (let at = 1; at <= 25; at++) trail = withRename(trail, rename('ada', at))

  expect(trail.map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, i) => 25 - i))
})

it('keeps names of up to 200 UTF-16 code units whole, and cuts longer ones with an ellipsis', () => {
  expect(nameOf('x'.repeat(200))).toBe('x'.repeat(200))
  expect(nameOf('x'.repeat(65_536))).toBe(`${'x'.repeat(200)}…`)
})

it('cuts all four names of a change', () => {
  const [cut] = withRename([], {
    ...rename('x'.repeat(300)),
    after: { userName: 'y'.repeat(300), userDisplayName: 'z'.repeat(300) },
  })

  expect(cut).toMatchObject({
    before: { userName: `${'x'.repeat(200)}…`, userDisplayName: `${'x'.repeat(200)}…` },
    after: { userName: `${'y'.repeat(200)}…`, userDisplayName: `${'z'.repeat(200)}…` },
  })
})

it('cuts no character in two', () => {
  expect(nameOf(`${'x'.repeat(199)}😀😀`)).toBe(`${'x'.repeat(199)}…`)
  expect(nameOf(`${'x'.repeat(198)}😀😀`)).toBe(`${'x'.repeat(198)}😀…`)
})
