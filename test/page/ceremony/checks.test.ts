import { expect, it } from 'vitest'
import { checkDocument } from '../../../src/page/ceremony/checks'
import { pageDocument } from '../../support/page-document'

const notAllowed = expect.objectContaining({ name: 'NotAllowedError' })

it('lets a document pass that may', () => {
  for (const kind of ['create', 'get'] as const)
    expect(() => checkDocument(pageDocument(), kind, 'optional', undefined)).not.toThrow()
})

it('puts the abort before all else, with its own reason', () => {
  const nothing = pageDocument({ allows: () => false, origin: 'null' })
  const signal = AbortSignal.abort('mine')

  expect(() => checkDocument(nothing, 'get', 'conditional', signal)).toThrow('mine')
})

it.each(['get', 'create'] as const)('leaves a conditional %s() to the app', (kind) => {
  const idle = pageDocument({ isActivated: () => false })

  expect(() => checkDocument(idle, kind, 'conditional', undefined)).not.toThrow()
})

it('lets no cross-origin frame create without asking, gesture or not', () => {
  const frame = pageDocument({ crossOrigin: true })

  expect(() => checkDocument(frame, 'create', 'conditional', undefined)).toThrow(notAllowed)
  expect(() => checkDocument(frame, 'get', 'conditional', undefined)).not.toThrow()
})

it('asks the Permissions Policy for the ceremony in question', () => {
  const document = pageDocument({ allows: (feature) => feature === 'publickey-credentials-get' })

  expect(() => checkDocument(document, 'get', 'optional', undefined)).not.toThrow()
  expect(() => checkDocument(document, 'create', 'optional', undefined)).toThrow(notAllowed)
})

it('says that documents of opaque origin cannot be served', () => {
  const opaque = pageDocument({ origin: 'null' })

  expect(() => checkDocument(opaque, 'get', 'optional', undefined)).toThrow(/opaque origin/)
})

it('lets no prerendered page ask', () => {
  const prerendered = pageDocument({ isPrerendering: () => true })

  expect(() => checkDocument(prerendered, 'get', 'optional', undefined)).toThrow(notAllowed)
})

it('lets a cross-origin frame create upon a gesture alone', () => {
  const frame = { crossOrigin: true, isActivated: () => false }

  expect(() => checkDocument(pageDocument(frame), 'create', 'optional', undefined)).toThrow(
    notAllowed,
  )
  expect(() => checkDocument(pageDocument(frame), 'get', 'optional', undefined)).not.toThrow()
})

it('meets faults in the specification’s order, whichever two there are', () => {
  const signal = AbortSignal.abort(new Error('the page’s own'))
  const faults: readonly [object, RegExp][] = [
    [{ signal }, /the page’s own/],
    [{ allows: () => false }, /Permissions Policy/],
    [{ origin: 'null' }, /opaque origin/],
    [{ isPrerendering: () => true }, /prerendered/],
    [{ crossOrigin: true, isActivated: () => false }, /click or a key press/],
  ]
  for (const [i, [first, message]] of faults.entries())
    for (const [second] of faults.slice(i)) {
      const { signal, ...members }: { signal?: AbortSignal } = { ...first, ...second }
      const document = pageDocument(members)

      expect(() => checkDocument(document, 'create', 'optional', signal)).toThrow(message)
    }
})
