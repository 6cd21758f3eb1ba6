/** Mutants of the client's and the authenticator's part of WebAuthn, and of signals. */
import type { Finding } from './findings'

const ISSUED = 'src/main/webauthn/client/issued-requests.ts'
const UNASKED = 'src/main/webauthn/client/create-unasked.ts'
const CAPABILITIES = 'src/main/webauthn/client/capabilities.ts'

export const CEREMONIES: readonly Finding[] = [
  [
    'A2',
    'the time-out is lost with several authenticators',
    'test/main/webauthn/client/several-authenticators.test.ts',
    [
      ISSUED,
      'if (this.#shown) this.#shown.withdrawal.abort(reason)',
      'if (this.#shown && this.#requests.size > 1) return\n    if (this.#shown) this.#shown.withdrawal.abort(reason)',
    ],
  ],
  [
    'A2',
    'the question of several authenticators is asked without the time-out',
    'test/main/webauthn/client/several-authenticators.test.ts',
    [
      ISSUED,
      'consent.ask(common, shown.withdrawal.signal)',
      'consent.ask(common, ceremony.signal)',
    ],
    [
      ISSUED,
      '#show({ ports, hints }: PendingCeremony<T>, leader: Asked): void {',
      '#show(ceremony: PendingCeremony<T>, leader: Asked): void {\n    const { ports, hints } = ceremony',
    ],
  ],
  [
    'A5',
    'an authenticator that comes later takes no part',
    'test/main/webauthn/client/authenticators-come-and-go.test.ts',
    [
      ISSUED,
      'authenticators.onChange(() => this.begin())',
      'authenticators.onChange(() => undefined)',
    ],
  ],
  [
    'A5',
    'an authenticator that was removed still answers',
    'test/main/webauthn/client/authenticators-come-and-go.test.ts',
    [
      ISSUED,
      'if (!available.some((access) => isSame(access, request.access))) this.#cancel(id, request)',
      ';',
    ],
  ],
  [
    'A5',
    'an offer stays when its last authenticator is removed',
    'test/main/webauthn/client/authenticators-come-and-go.test.ts',
    [
      ISSUED,
      'else if (this.#waitsForOthers(ceremony)) this.#withdraw()',
      'else if (this.#waitsForOthers(ceremony)) return',
    ],
  ],
  [
    'A7',
    'a long list is looked up without the AppID',
    'test/main/webauthn/client/credential-list.test.ts',
    ['src/main/webauthn/client/credential-list.ts', '(own.length > 0 ? own : found(under))', 'own'],
  ],
  [
    'A10',
    'an automatic upgrade needs no consent',
    'test/main/webauthn/client/several-authenticators.test.ts',
    [UNASKED, 'const consents = access.isUserConsenting()', 'const consents: boolean = true'],
  ],
  [
    'A11',
    'an automatic upgrade tries the first authenticator only',
    'test/main/webauthn/client/several-authenticators.test.ts',
    [
      UNASKED,
      'for (const access of consenting)\n',
      'for (const access of consenting.slice(0, 1))\n',
    ],
  ],
  [
    'A16',
    'the accounts of a question stand by authenticator',
    'test/main/webauthn/client/several-authenticators.test.ts',
    [
      'src/main/webauthn/client/common-question.ts',
      'return lists.flat().sort((a, b) => made(b) - made(a))',
      'return lists.flat()',
    ],
  ],
  [
    'A19',
    'related origins are fetched for each authenticator',
    'test/main/webauthn/client/several-authenticators.test.ts',
    [
      'src/main/webauthn/client/create.ts',
      'own ?? (await relatedRpId(requester.origin, rp.id, { relatedOrigins, signal, steps }))',
      "own ??\n    (await Promise.all(\n      ports.authenticators\n        .list()\n        .map(() => relatedRpId(requester.origin, rp.id, { relatedOrigins, signal, steps })),\n    ).then(([first = '']) => first))",
    ],
  ],
  [
    'A27',
    'a signal that waits for related origins at the end leaves no line',
    'test/main/webauthn/client/client-signal.test.ts',
    [
      'src/main/webauthn/client/signal-intake.ts',
      "this.#ended.abort(new WebAuthnError('AbortError', ENDED))\n    await this.handedOn()",
      '',
    ],
  ],
  [
    'B2',
    'a ceremony does not wait for the signals before it',
    'test/main/start/latchkey-order.test.ts',
    [
      'src/main/webauthn/client/client.ts',
      'if (signalled) await untilAborted(signal, signalled).finally(() => ceremony.begin())',
      'void untilAborted; if (signalled) ceremony.begin()',
    ],
  ],
  [
    'B2',
    'a driver’s command does not wait for the signals before it',
    'test/main/automation/signal-commands.test.ts',
    ['src/main/automation/sessions.ts', 'await this.find(id).host.signalsApplied()', ''],
  ],
  [
    'B3',
    'there is always a platform authenticator that verifies',
    'test/main/automation/feature-detection.test.ts',
    [CAPABILITIES, '(one) => isPlatform(one) && canVerify(one),', '() => true,'],
  ],
  [
    'B8',
    'prf is not enabled without user verification',
    'test/main/webauthn/client/extensions/prf.test.ts',
    [
      'src/main/webauthn/client/extensions/prf.ts',
      'return prfAtCreate && canEvaluate(authenticator) ? evaluated : MADE_LOCALLY',
      'return prfAtCreate && canEvaluate(authenticator) ? evaluated : NOT_ENABLED',
    ],
  ],
  [
    'B9',
    'a list of unknown types alone is not supported',
    'test/main/webauthn/client/get.test.ts',
    [
      'src/main/webauthn/client/checked-request.ts',
      "throw new WebAuthnError('NotAllowedError', 'no known",
      "throw new WebAuthnError('NotSupportedError', 'no known",
    ],
  ],
  [
    'B9',
    'the qualified signer of a TPM is empty',
    'test/main/webauthn/attestation.test.ts',
    [
      'src/main/webauthn/authenticator/attestation/tpm.ts',
      'authority.tpmStatesQualifiedNames ? encodePublicArea(signingKey.spki) : null',
      'null',
    ],
  ],
  [
    'C3',
    'a passkey is made although the page gave up meanwhile',
    'test/main/automation/withdrawn-requests.test.ts',
    [
      'src/main/bridge/page-socket.ts',
      'await nextTurn()\n    await nextTurn()\n',
      'await Promise.resolve(nextTurn)\n',
    ],
  ],
  [
    'C3',
    'a closed connection is not noticed before a passkey is made',
    'test/main/automation/withdrawn-requests.test.ts',
    [
      'src/main/bridge/page-socket.ts',
      'if (this.#socket.readyState !== this.#socket.OPEN) this.session.gone()\n    else this.session.checkGrant()',
      'this.session.checkGrant()',
    ],
  ],
  [
    'C12',
    'the transports of allowed passkeys are ignored',
    'test/main/webauthn/client/descriptor-transports.test.ts',
    [
      'src/main/webauthn/client/issue-request.ts',
      'const fault = ignoresTransports ? null : transportFault(options.allowCredentials, authenticator)',
      'const fault = ignoresTransports || transportFault === undefined ? null : (null as string | null)',
    ],
  ],
  [
    'F10',
    'the bytes of an opened key stay in memory',
    'test/main/webauthn/authenticator/opened-keys.test.ts',
    ['src/main/webauthn/authenticator/opened-keys.ts', 'privateKey.fill(0)', ''],
  ],
]
