/** Where policies leave different parts of the API in Firefox than in Latchkey (see firefox-deviations.ts). */
import { CALL, error, failed, MADE, type Deviation } from './deviation'

const POLICY = 'a Permissions Policy'
const OPAQUE = 'an opaque origin'

export const firefoxPolicyDeviations: readonly Deviation[] = [
  {
    row: POLICY,
    cases: /^same-origin frame, denied: create$/,
    path: /^with$/,
    native: failed('NotAllowedError'),
    latchkey: MADE,
  },
  {
    row: POLICY,
    cases: /^same-origin frame, denied: create, user\.id too long$/,
    path: /^with$/,
    native: error('NotAllowedError'),
    latchkey: error('TypeError'),
  },
  {
    row: POLICY,
    cases: /^same-origin frame, denied: get, silent$/,
    path: CALL,
    native: failed('NotAllowedError'),
    latchkey: /^resolved object null$/,
  },
  {
    row: POLICY,
    cases: /^same-origin frame, denied: get, conditional$/,
    path: /^with\.with$/,
    native: error('NotAllowedError'),
    latchkey: /^mine$/,
  },
  {
    row: POLICY,
    cases: /^cross-origin frame, allowed: create$/,
    path: /^with$/,
    native: MADE,
    latchkey: failed('NotAllowedError'),
  },
  {
    row: POLICY,
    cases: /^cross-origin frame, allowed: get, silent$/,
    path: /^with$/,
    native: error('NotSupportedError'),
    latchkey: error('NotAllowedError'),
  },
  {
    row: POLICY,
    cases: /^cross-origin frame, allowed: get, conditional$/,
    path: /^with\.with$/,
    native: /^mine$/,
    latchkey: error('NotAllowedError'),
  },
  {
    row: OPAQUE,
    cases: /^sandboxed frame: (create|get, conditional)$/,
    path: /^with\.with$/,
    native: error('SecurityError'),
    latchkey: error('NotAllowedError'),
  },
  {
    row: OPAQUE,
    cases: /^sandboxed frame: get(, silent)?$/,
    path: /^with$/,
    native: /^DOMException DOMException here, (SecurityError|NotSupportedError)/,
    latchkey: error('NotAllowedError'),
  },
  {
    row: 'a `connect-src` that forbids the bridge',
    cases: /^page with a strict connect-src: create$/,
    path: /^with$/,
    native: MADE,
    latchkey: failed('NotAllowedError'),
  },
]
