/** Who may speak for which RP ID, and what a frame may do. */
import { cases, type Case } from './case'

/** RP IDs to try at `host`: none, its own, its suffixes, and what only looks like one. */
function rpIdCases(host: string, rpIds: readonly (string | undefined)[]): Case[] {
  const rows = rpIds.flatMap((rpId) => {
    const id = rpId === undefined ? 'undefined' : JSON.stringify(rpId)
    return [
      [
        `create at ${host}: rp.id ${id}`,
        `(side, t) => side.create(t.creation({ rp: { name: 'Example', id: ${id} } }))`,
      ],
      [`get at ${host}: rpId ${id}`, `(side, t) => side.get(t.request({ rpId: ${id} }))`],
      [
        `signal at ${host}: rpId ${id}`,
        `(side) => side.call('signalUnknownCredential', { rpId: ${id}, credentialId: 'AQ' })`,
      ],
    ]
  })
  return cases(Object.fromEntries(rows) as Record<string, string>)
}

/** Hosts, and what is tried at each of them. */
export const originCases: Readonly<Record<string, readonly Case[]>> = {
  localhost: rpIdCases('localhost', [
    undefined,
    'localhost',
    '',
    'LOCALHOST',
    'localhost.',
    ' localhost',
    'localhost:80',
    'http://localhost',
    'com',
    'example.org',
    'xn--bcher-kva.example',
    '127.0.0.1',
    'a\u0000b',
    'l'.repeat(300),
  ]),
  'login.example.localhost': rpIdCases('login.example.localhost', [
    undefined,
    'login.example.localhost',
    'example.localhost',
    'localhost',
    'ample.localhost',
    '.example.localhost',
    'sub.login.example.localhost',
    'other.localhost',
    'Example.localhost',
    'example.localhost.',
    'example.localhost:80',
  ]),
  '127.0.0.1': rpIdCases('127.0.0.1', [undefined, '127.0.0.1', '1', '0.0.1', 'localhost']),
  'https://login.shop.example.co.uk': rpIdCases('login.shop.example.co.uk', [
    undefined,
    'shop.example.co.uk',
    'example.co.uk',
    'co.uk',
    'uk',
    'other.co.uk',
  ]),
  'https://ada.github.io': rpIdCases('ada.github.io', [undefined, 'github.io', 'io']),
  'https://xn--bcher-kva.example': rpIdCases('bücher.example', [
    undefined,
    'xn--bcher-kva.example',
    'bücher.example',
    'xn--BCHER-kva.example',
  ]),
}

/** A frame in a page at localhost. */
export interface FramePlace {
  readonly host: string
  readonly allow?: string
  readonly sandbox?: string
}

export const frameCases = cases({
  'create in a frame': (side, { creation }) => side.create(creation()),
  'create in a frame, aborted before': (side, { creation }) =>
    side.create(creation({}, { signal: AbortSignal.abort('mine') })),
  'create in a frame, user.id too long': (side, { creation, bytes }) =>
    side.create(creation({ user: { id: bytes(65), name: 'a', displayName: 'A' } })),
  'create in a frame, conditional': (side, { creation, outcome }) =>
    outcome(() => side.create(creation({}, { mediation: 'conditional' })), 300),
  'get in a frame': (side, { request }) => side.get(request()),
  'get in a frame, silent': (side, { request }) => side.get(request({}, { mediation: 'silent' })),
  'get in a frame, aborted before': (side, { request }) =>
    side.get(request({}, { signal: AbortSignal.abort('mine') })),
  'get in a frame, conditional, aborted before': (side, { request }) =>
    side.get(request({}, { mediation: 'conditional', signal: AbortSignal.abort('mine') })),
  'signal in a frame': (side) =>
    side.call('signalUnknownCredential', { rpId: location.hostname, credentialId: 'AQ' }),
  'capabilities in a frame': (side) => side.call('isUserVerifyingPlatformAuthenticatorAvailable'),
})

export const framePlaces: Readonly<Record<string, FramePlace>> = {
  'same-origin frame': { host: 'localhost' },
  'same-origin frame, denied': {
    host: 'localhost',
    allow: "publickey-credentials-create 'none'; publickey-credentials-get 'none'",
  },
  'cross-origin frame': { host: 'other.localhost' },
  'cross-origin frame, allowed': {
    host: 'other.localhost',
    allow: 'publickey-credentials-create; publickey-credentials-get',
  },
  'sandboxed frame': {
    host: 'localhost',
    sandbox: 'allow-scripts',
    allow: 'publickey-credentials-create *; publickey-credentials-get *',
  },
}
