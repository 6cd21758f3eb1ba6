import { onCreate } from '../rule'
import { shown } from '../shown'

export const rpIdOfProduction = onCreate(
  {
    id: 'rp-id-of-production',
    severity: 'hint',
    title: 'A host for tests uses the RP ID of the whole domain.',
    section: 'WebAuthn §13.4.9',
    why: 'The host’s passkeys mix with those of production: users are offered accounts that do not exist, and whoever controls the test host can ask for sign-ins to production.',
    instead: 'Give the host an RP ID of its own: its own name.',
  },
  ({ host = '', givenRpId, rpIdPath }) =>
    givenRpId !== undefined &&
    host.endsWith(`.${givenRpId}`) &&
    isForTests(host.slice(0, -givenRpId.length - 1))
      ? [{ path: rpIdPath, value: `${shown(givenRpId)} at ${shown(host)}` }]
      : [],
)

function isForTests(labels: string): boolean {
  return /(^|[.-])(staging|stage|dev|develop|test|testing|preview|qa|uat)([.-]|\d*$)/.test(labels)
}
