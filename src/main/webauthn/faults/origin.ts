/** Changes of the origins in the client data. */
import { encodeBase64Url } from '../../../shared/base64url'
import type { ORIGIN_FAULTS } from '../../../shared/faults/origin-faults'
import {
  changeMember,
  changeMembers,
  NOT_UTF8,
  removeMember,
  type Members,
} from './client-data-members'
import { NotApplicable, type Fault } from './fault'

type Id = (typeof ORIGIN_FAULTS)[number]['id']

const FOREIGN = 'https://other-site.example'
/** An app’s origin is the hash of its certificate. */
const HASH_BYTES = 32

export const ORIGIN_CHANGES: Readonly<Record<Id, Fault>> = {
  'origin-other': origin(() => FOREIGN),
  'origin-missing': removeMember('origin'),
  'origin-empty': origin(() => ''),
  'origin-null': origin(() => 'null'),
  'origin-http': origin(({ protocol, host }) => {
    if (protocol !== 'https:') throw new NotApplicable('the page’s origin has not the scheme https')
    return `http://${host}`
  }),
  'origin-subdomain': origin(({ protocol, host, hostname }) => {
    if (isAddress(hostname)) throw new NotApplicable('the page’s host is an IP address')
    return `${protocol}//subdomain.${host}`
  }),
  'origin-port': origin(({ protocol, hostname, port }) => {
    const own = Number(port) || (protocol === 'https:' ? 443 : 80)
    return `${protocol}//${hostname}:${own === 65_535 ? own - 1 : own + 1}`
  }),
  'origin-suffix-trick': origin(({ protocol, hostname, port }) => {
    return `${protocol}//${hostname}.other-site.example${port && `:${port}`}`
  }),
  'origin-prefix-trick': origin(({ protocol, host }) => `${protocol}//other-${host}`),
  'origin-of-app': changeMember('origin', (_, { random }) => {
    return `android:apk-key-hash:${encodeBase64Url(random.bytes(HASH_BYTES))}`
  }),
  'origin-upper-case': origin(({ protocol, host }) => `${protocol}//${host.toUpperCase()}`),
  'origin-trailing-slash': origin(({ origin: own }) => `${own}/`),
  'origin-invalid-utf8': origin(({ origin: own }) => own + NOT_UTF8),
  'cross-origin-true': unframed((members) => framed(members)),
  'cross-origin-missing': unframed((members) => without(members, 'crossOrigin')),
  'top-origin-unexpected': unframed((members) => [...framed(members), ['topOrigin', FOREIGN]]),
  'top-origin-foreign': changeMembers((members) => {
    if (!members.some(([name]) => name === 'topOrigin'))
      throw new NotApplicable('the page states no top origin')
    return members.map(([name, value]) => [name, name === 'topOrigin' ? FOREIGN : value] as const)
  }),
  'top-origin-without-cross-origin': unframed((members) => [...members, ['topOrigin', FOREIGN]]),
}

function origin(change: (origin: URL) => string): Fault {
  return changeMember('origin', (own) => change(new URL(String(own))))
}

function isAddress(hostname: string): boolean {
  return hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
}

/** Only if the client data says that the page is not in a cross-origin frame. */
function unframed(change: (members: Members) => Members): Fault {
  return changeMembers((members) => {
    if (members.some(([name, value]) => name === 'crossOrigin' && value === true))
      throw new NotApplicable('the page is in a cross-origin frame')
    return change(members)
  })
}

function framed(members: Members): Members {
  return [...without(members, 'crossOrigin'), ['crossOrigin', true]]
}

function without(members: Members, name: string): Members {
  return members.filter(([one]) => one !== name)
}
