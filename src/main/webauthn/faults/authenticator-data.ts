/** Changes of the authenticator data outside of the attested credential data. */
import type { AUTHENTICATOR_DATA_FAULTS } from '../../../shared/faults/authenticator-data-faults'
import { UV } from './authenticator-data-parts'
import { NotApplicable, type About, type Fault } from './fault'

type Id = (typeof AUTHENTICATOR_DATA_FAULTS)[number]['id']

export const AUTHENTICATOR_DATA_CHANGES: Readonly<Record<Id, Fault>> = {
  'uv-not-set': {
    authenticatorData: (data, about) => {
      if (!requiresVerification(about))
        throw new NotApplicable('the page does not require user verification')
      return { ...data, flags: data.flags & ~UV }
    },
  },
}

function requiresVerification({ options }: About): boolean {
  const { userVerification } =
    'authenticatorSelection' in options ? options.authenticatorSelection : options
  return userVerification === 'required'
}
