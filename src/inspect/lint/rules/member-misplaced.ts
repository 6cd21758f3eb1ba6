import { has } from '../lenient'
import { onCeremony } from '../rule'

/** Members that pages put into `publicKey`, and where they belong. */
const EVERYWHERE = {
  mediation: 'the argument, beside publicKey',
  signal: 'the argument, beside publicKey',
}
const IN_SELECTION = 'authenticatorSelection'
const PLACES = {
  create: {
    ...EVERYWHERE,
    allowCredentials: 'get()',
    authenticatorAttachment: IN_SELECTION,
    requireResidentKey: IN_SELECTION,
    residentKey: IN_SELECTION,
    rpId: 'rp.id',
    userVerification: IN_SELECTION,
  },
  get: {
    ...EVERYWHERE,
    attestation: 'create()',
    authenticatorSelection: 'create(); userVerification stands in publicKey itself',
    excludeCredentials: 'create()',
    pubKeyCredParams: 'create()',
    rp: 'rpId',
    user: 'create()',
  },
}

export const memberMisplaced = onCeremony(
  {
    id: 'member-misplaced',
    severity: 'warning',
    title: 'A member stands where browsers do not look for it.',
    section: 'WebAuthn §5.4, §5.5',
    why: 'Browsers ignore members that a dictionary does not have, so the page does not get what it asks for.',
    instead: 'Move the member to the place that the specification gives it.',
  },
  ({ kind, options: { members } }) =>
    Object.entries(PLACES[kind])
      .filter(([name]) => has(members, name))
      .map(([name, place]) => ({ path: `publicKey.${name}`, value: `belongs in ${place}` })),
)
