/** Where the two differ in extensions (see deviations.ts). */
import { CALL, error, failed, MADE, type Deviation } from './deviation'

const credProtect: readonly Deviation[] = [
  {
    row: 'credProtect',
    path: /\.flags\.ED$/,
    native: /^true$/,
    latchkey: /^false$/,
  },
  {
    row: 'credProtect',
    path: /\.rest\.1$/,
    native: /^\[\["credProtect",3\](,\["minPinLength",4\])?\]$/,
    latchkey: /^undefined$/,
  },
  {
    row: 'credProtect',
    path: /\.rest\.1\.1$/,
    native: /^\["credProtect",3\]$/,
    latchkey: /^undefined$/,
  },
  {
    row: 'credProtect',
    cases:
      /^create: extensions \{ (credentialProtectionPolicy: '(userVerificationRequired|bogus)'|enforceCredentialProtectionPolicy)/,
    path: CALL,
    native: failed('NotSupportedError'),
    latchkey: MADE,
  },
  {
    // One entry fewer, so that minPinLength is at the place where Chromium has credProtect.
    row: 'credProtect',
    cases: /^create.*minPinLength: true/,
    path: /\.rest\.1\.\d(\.[01])?$/,
    native: /^(credProtect|3|\["minPinLength",4\])$/,
    latchkey: /^(minPinLength|4|undefined)$/,
  },
]

const secrets: readonly Deviation[] = [
  {
    row: 'hmac-secret',
    cases: /^create.*hmacCreateSecret: true/,
    path: /\.rest\.1\.0\.[01]$/,
    native: /^(credProtect|3)$/,
    latchkey: /^(hmac-secret|true)$/,
  },
  {
    row: 'hmac-secret',
    cases: /^get.*hmacGetSecret/,
    path: /\.flags\.ED$/,
    native: /^false$/,
    latchkey: /^true$/,
  },
  {
    row: 'hmac-secret',
    cases: /^get.*hmacGetSecret/,
    path: /\.rest\.0$/,
    native: /^undefined$/,
    latchkey: /^\[\["hmac-secret","48 bytes"\]\]$/,
  },
  {
    row: 'hmac-secret',
    cases: /^get.*hmacGetSecret/,
    path: /(\.keys|\.members\.hmacGetSecret)$/,
    native: /^(undefined|)$/,
    latchkey: /^(hmacGetSecret|Object Object here)$/,
  },
  {
    row: '`prf.evalByCredential` empty, without a list',
    cases: /^get: extensions .*evalByCredential: \{\} /,
    path: CALL,
    native: failed('NotSupportedError'),
    latchkey: MADE,
  },
]

const conditional: readonly Deviation[] = [
  {
    row: '`prf.evalByCredential` in a conditional `get()`',
    cases: /conditional: extensions .*evalByCredential/,
    path: CALL,
    native: MADE,
    latchkey: failed('NotSupportedError'),
  },
  {
    row: '`largeBlob.write` beside `read: false`',
    cases: /^get by its id: extensions \{ largeBlob: \{ read: false, write/,
    path: CALL,
    native: MADE,
    latchkey: failed('NotSupportedError'),
  },
]

const others: readonly Deviation[] = [
  {
    row: '`appid` in `create()`, `credProps` in `get()`',
    cases: /^(create: extensions \{ appid: |get.*: extensions \{ credProps: )/,
    path: CALL,
    native: failed('NotSupportedError'),
    latchkey: MADE,
  },
  {
    row: 'an AppID that is no URL, or empty',
    cases: /appid(Exclude)?: 'no url'/,
    path: /^with$/,
    native: error('SyntaxError'),
    latchkey: error('SecurityError'),
  },
  {
    row: 'an AppID that is no URL, or empty',
    cases: /appid(Exclude)?: ''/,
    path: CALL,
    native: failed('SecurityError'),
    latchkey: MADE,
  },
]

export const extensionDeviations: readonly Deviation[] = [
  ...credProtect,
  ...secrets,
  ...conditional,
  ...others,
]
