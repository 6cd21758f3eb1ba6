import { expect, it } from 'vitest'
import { checkDocument, type AskedCeremony } from '../../../src/page/ceremony/checks'
import { pageDocument } from '../../support/page-document'

const notAllowed = expect.objectContaining({ name: 'NotAllowedError' })
const typeError = expect.objectContaining({ name: 'TypeError' })

/** A call of the page; give only the members that the test is about. */
function asked(
  kind: AskedCeremony['kind'],
  fields: { mediation?: 'conditional'; signal?: AbortSignal; userId?: string } = {},
): AskedCeremony {
  const { mediation = 'optional', signal, userId = 'AQ' } = fields
  return kind === 'get'
    ? { kind, mediation, signal, ui: undefined }
    : { kind, mediation, signal, userId, ui: undefined }
}

it('lets a document pass that may ask', () => {
  for (const kind of ['create', 'get'] as const)
    expect(() => checkDocument(pageDocument(), asked(kind))).not.toThrow()
})

it('is InvalidStateError for a document that is no longer shown', () => {
  const gone = pageDocument({ isFullyActive: () => false })

  expect(() => checkDocument(gone, asked('get'))).toThrow(
    expect.objectContaining({ name: 'InvalidStateError' }),
  )
})

it('checks the abort before all steps of WebAuthn, and rejects with the abort’s reason', () => {
  const nothing = pageDocument({ allows: () => false, origin: 'null' })
  const signal = AbortSignal.abort('mine')

  expect(() => checkDocument(nothing, asked('get', { mediation: 'conditional', signal }))).toThrow(
    'mine',
  )
})

it.each(['get', 'create'] as const)('leaves a conditional %s() to the app', (kind) => {
  const idle = pageDocument({ isActivated: () => false })

  expect(() => checkDocument(idle, asked(kind, { mediation: 'conditional' }))).not.toThrow()
})

it('lets no cross-origin frame create without asking, gesture or not', () => {
  const frame = pageDocument({ crossOrigin: true })

  expect(() => checkDocument(frame, asked('create', { mediation: 'conditional' }))).toThrow(
    notAllowed,
  )
  expect(() => checkDocument(frame, asked('get', { mediation: 'conditional' }))).not.toThrow()
})

it('asks the Permissions Policy for the ceremony in question', () => {
  const document = pageDocument({ allows: (feature) => feature === 'publickey-credentials-get' })

  expect(() => checkDocument(document, asked('get'))).not.toThrow()
  expect(() => checkDocument(document, asked('create'))).toThrow(notAllowed)
})

it('says that documents of opaque origin cannot be served', () => {
  const opaque = pageDocument({ origin: 'null' })

  expect(() => checkDocument(opaque, asked('get'))).toThrow(/opaque origin/)
})

it('refuses a file as browsers do, and says what to do', () => {
  const file = pageDocument({ origin: 'null', isFile: () => true })

  for (const kind of ['create', 'get'] as const)
    expect(() => checkDocument(file, asked(kind))).toThrow(
      expect.objectContaining({
        name: 'SecurityError',
        message: expect.stringContaining('http://localhost'),
      }),
    )
})

it('lets no prerendered page ask', () => {
  const prerendered = pageDocument({ isPrerendering: () => true })

  expect(() => checkDocument(prerendered, asked('get'))).toThrow(notAllowed)
})

it('lets a cross-origin frame create only after a gesture', () => {
  const frame = { crossOrigin: true, isActivated: () => false }

  expect(() => checkDocument(pageDocument(frame), asked('create'))).toThrow(notAllowed)
  expect(() => checkDocument(pageDocument(frame), asked('get'))).not.toThrow()
})

it('meets faults in the specification’s order, whichever two there are', () => {
  const signal = AbortSignal.abort(new Error('the page’s own'))
  const faults: readonly [object, RegExp][] = [
    [{ isFullyActive: () => false }, /is gone/],
    [{ signal }, /the page’s own/],
    [{ allows: () => false }, /Permissions Policy/],
    [{ crossOrigin: true, isActivated: () => false }, /click or a key press/],
    [{ userId: 'A'.repeat(87) }, /1 to 64 bytes/],
    [{ isFile: () => true }, /A file has no origin/],
    [{ origin: 'null' }, /opaque origin/],
    [{ isPrerendering: () => true }, /prerendered/],
  ]
  for (const [i, [first, message]] of faults.entries())
    for (const [second] of faults.slice(i)) {
      const both: { signal?: AbortSignal; userId?: string } = { ...first, ...second }
      const { signal, userId, ...members } = both
      const call = asked('create', { ...(signal && { signal }), ...(userId && { userId }) })

      expect(() => checkDocument(pageDocument(members), call)).toThrow(message)
    }
})

it('takes a user.id of 1 to 64 bytes, and no other', () => {
  const check = (userId: string) => () => checkDocument(pageDocument(), asked('create', { userId }))

  for (const bytes of [1, 64])
    expect(check(Buffer.alloc(bytes).toString('base64url'))).not.toThrow()
  for (const bytes of [0, 65])
    expect(check(Buffer.alloc(bytes).toString('base64url'))).toThrow(typeError)
})
