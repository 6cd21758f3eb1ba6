/** Where the two differ: every entry of the table (see deviation.ts). */
import { CALL, error, failed, MADE, type Deviation } from './deviation'
import { extensionDeviations } from './extension-deviations'

const authenticator: readonly Deviation[] = [
  {
    row: 'authenticator',
    path: /\.aaguid$/,
    native: /^01020304050607080102030405060708$/,
    latchkey: /^84b9489f93f948d9a1db39a44ab735ee$/,
  },
  { row: 'authenticator', path: /\.signCount$/, native: /^[1-9]$/, latchkey: /^0$/ },
  {
    row: 'authenticator',
    path: /(getTransports\(\)\.value|\.transports)\.0$/,
    native: /^internal$/,
    latchkey: /^hybrid$/,
  },
  {
    row: 'authenticator',
    path: /(getTransports\(\)\.value|\.transports)\.1$/,
    native: /^undefined$/,
    latchkey: /^internal$/,
  },
  {
    row: 'authenticator',
    cases: /^create: (attestation (direct|indirect|enterprise)|attestationFormats unknown)$/,
    path: /attStmt\.2$/,
    native: /x5c/,
    latchkey: /^undefined$/,
  },
  {
    row: '`userVerification: "discouraged"`',
    cases: /^create: userVerification discouraged$/,
    path: /\.flags\.UV$/,
    native: /^true$/,
    latchkey: /^false$/,
  },
]

const options: readonly Deviation[] = [
  {
    row: '`user.id` of no bytes',
    cases: /user\.id of 0 bytes$/,
    path: CALL,
    native: MADE,
    latchkey: failed('TypeError'),
  },
  {
    row: 'a lone surrogate in a name',
    cases: /names with a lone surrogate$/,
    path: /^with$/,
    native: /^pending$/,
    latchkey: MADE,
  },
  {
    row: 'options of more than 256 KiB',
    cases: /challenge of 1 MB$/,
    path: CALL,
    native: MADE,
    latchkey: failed('UnknownError'),
  },
  {
    row: 'more than 64 descriptors',
    cases: /Credentials of 1024$/,
    path: CALL,
    native: failed('RangeError'),
    latchkey: MADE,
  },
  {
    row: 'more than 64 descriptors',
    cases: /Credentials of 1025$/,
    path: /^with$/,
    native: error('RangeError'),
    latchkey: error('TypeError'),
  },
  {
    row: '`allowCredentials` with unknown types alone',
    cases: /of unknown types only$/,
    path: CALL,
    native: MADE,
    latchkey: failed('NotAllowedError'),
  },
  {
    row: 'other credential types beside `publicKey`',
    cases: /^create: with (malformed password data|password true)$/,
    path: /^with$/,
    native: error('TypeError'),
    latchkey: error('NotSupportedError'),
  },
  {
    row: 'other credential types beside `publicKey`',
    cases: /^get: with malformed federated$/,
    path: /^with$/,
    native: error('TypeError'),
    latchkey: error('NotAllowedError'),
  },
  {
    row: 'when a member is read',
    cases: /^create: the order in which members are read$/,
    path: /^with\.members\.$/,
    native: /^ digital federated mediation password publicKey signal$/,
    latchkey: /^ federated mediation password publicKey signal$/,
  },
  {
    row: 'when a member is read',
    cases: /^create: the order in which members are read$/,
    path: /^with\.members\.\/publicKey$/,
    native: /^ attestation authenticatorSelection /,
    latchkey: /^ attestation attestationFormats authenticatorSelection /,
  },
]

const time: readonly Deviation[] = [
  {
    row: 'a time-out of 0',
    cases: /timeout (0|NaN|'x'|null|Infinity|\{\})$/,
    path: CALL,
    native: failed('NotAllowedError'),
    latchkey: MADE,
  },
  {
    row: '`mediation: "silent"`',
    cases: /^get: mediation 'silent'$/,
    path: /^with$/,
    native: /^PublicKeyCredential/,
    latchkey: /^object null$/,
  },
  {
    row: '`mediation: "silent"`',
    cases:
      /^(same-origin frame|cross-origin frame, allowed|page with a strict connect-src): get, silent$/,
    path: CALL,
    native: failed('NotAllowedError'),
    latchkey: /^resolved object null$/,
  },
  {
    row: 'no authenticator fits',
    cases: /(attachment cross-platform|transports usb)$/,
    path: /^with\.with$/,
    native: /^mine$/,
    latchkey: error('NotAllowedError'),
  },
  {
    row: '`create()`, `mediation: "conditional"`',
    cases:
      /^(create: conditional|(same-origin frame|cross-origin frame, allowed): create, conditional)/,
    path: /^with$/,
    native: /^pending$/,
    latchkey: failed('NotAllowedError'),
  },
]

const conditional: readonly Deviation[] = [
  {
    row: '`get()`, `mediation: "conditional"`',
    cases: /^get: conditional, then/,
    path: /^with\.0\.with$/,
    native: /^first$/,
    latchkey: error('AbortError'),
  },
  {
    row: '`get()`, `mediation: "conditional"`',
    cases: /^get: conditional, then/,
    path: /^with\.1\.with$/,
    native: error('OperationError'),
    latchkey: /^second$/,
  },
]

const origins: readonly Deviation[] = [
  {
    row: 'an RP ID that begins with a dot',
    cases: /^create at .*"\.example\.localhost"$/,
    path: CALL,
    native: MADE,
    latchkey: failed('SecurityError'),
  },
  {
    row: 'an RP ID that begins with a dot',
    cases: /^get at .*"\.example\.localhost"$/,
    path: /^with$/,
    native: error('NotAllowedError'),
    latchkey: error('SecurityError'),
  },
  {
    row: 'an RP ID that begins with a dot',
    cases: /^signal at .*"\.example\.localhost"$/,
    path: CALL,
    native: /^resolved undefined/,
    latchkey: failed('SecurityError'),
  },
  {
    row: 'a signal of an opaque origin',
    cases: /^sandboxed frame: signal/,
    path: /^with$/,
    native: error('NotAllowedError'),
    latchkey: error('SecurityError'),
  },
]

const autofill = 'feature detection of autofill'
const features: readonly Deviation[] = [
  {
    row: autofill,
    cases: /^(platform without.*|security key): isConditionalMediationAvailable$/,
    path: /^with$/,
    native: /^false$/,
    latchkey: /^true$/,
  },
  {
    row: autofill,
    cases: /^(platform without.*|security key): getClientCapabilities$/,
    path: /^with\.members\.conditionalGet$/,
    native: /^false$/,
    latchkey: /^true$/,
  },
  {
    row: autofill,
    cases: /^U2F key: getClientCapabilities$/,
    path: /^with\.members\.conditionalCreate$/,
    native: /^true$/,
    latchkey: /^false$/,
  },
]

const reach: readonly Deviation[] = [
  {
    row: 'a `connect-src` that forbids the bridge',
    cases: /^page with a strict connect-src: create$/,
    path: /^with$/,
    native: MADE,
    latchkey: failed('NotAllowedError'),
  },
  {
    row: 'a `connect-src` that forbids the bridge',
    cases: /^page with a strict connect-src: create, conditional$/,
    path: /^with$/,
    native: /^pending$/,
    latchkey: failed('NotAllowedError'),
  },
  {
    row: 'a browser that emulates being offline',
    cases: /^create offline: the user answers$/,
    path: /^with$/,
    native: MADE,
    latchkey: failed('NotAllowedError'),
  },
]

const immediate: readonly Deviation[] = [
  {
    row: '`mediation: "immediate"`',
    cases: /^mediation immediate$/,
    path: CALL,
    native: failed('TypeError'),
    latchkey: MADE,
  },
]

const stated = { row: '`getClientCapabilities()`', cases: /^getClientCapabilities$/ }
const capabilities: readonly Deviation[] = [
  {
    ...stated,
    path: /^with\.keys$/,
    native: / extension:cmtgKey .* hybridTransport /,
    latchkey: /^conditionalCreate conditionalGet extension:/,
  },
  {
    ...stated,
    path: /^with\.members\./,
    native: /^(true|false)$/,
    latchkey: /^undefined$/,
  },
  {
    ...stated,
    path: /^with\.members\.hybridTransport$/,
    native: /^false$/,
    latchkey: /^true$/,
  },
  {
    ...stated,
    path: /^with\.members\.extension:hmacGetSecret$/,
    native: /^undefined$/,
    latchkey: /^true$/,
  },
]

export const deviations: readonly Deviation[] = [
  ...authenticator,
  ...options,
  ...time,
  ...conditional,
  ...origins,
  ...immediate,
  ...capabilities,
  ...features,
  ...reach,
  ...extensionDeviations,
]
