import { BEN, PASSKEY, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('descriptor-type', {
  finds: {
    'an allowed credential without a type': {
      calls: [get({ allowCredentials: [{ id: PASSKEY, transports: ['internal'] }] })],
      at: [['publicKey.allowCredentials[0].type', 'absent']],
    },
    'an excluded credential of another type': {
      calls: [
        create({
          excludeCredentials: [
            { type: 'public-key', id: PASSKEY, transports: ['internal'] },
            { type: 'fido', id: BEN, transports: ['usb'] },
          ],
        }),
      ],
      at: [['publicKey.excludeCredentials[1].type', '"fido"']],
    },
  },
  leaves: {
    'the type': [
      get({ allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }] }),
    ],
  },
})
