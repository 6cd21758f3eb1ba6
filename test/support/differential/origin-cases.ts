/** Which origins may use which RP ID. */
import { cases, type Case } from './case'

/** RP IDs to try at `host`: none, its own, its suffixes, and lookalikes. */
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

/** Hosts, and the RP IDs that are tried at each. */
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
