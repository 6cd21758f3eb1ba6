import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('attestation-unneeded', {
  finds: {
    'direct attestation of anything': {
      calls: [create({ attestation: 'direct' })],
      at: [['publicKey.attestation', '"direct"']],
    },
  },
  leaves: {
    'of security keys': [create({ attestation: 'direct', hints: ['security-key'] })],
    none: [create({ attestation: 'none' })],
    'of what is no part of the device': [
      create({
        attestation: 'direct',
        authenticatorSelection: {
          residentKey: 'required',
          userVerification: 'preferred',
          authenticatorAttachment: 'cross-platform',
        },
      }),
    ],
  },
})
