/** Every scene of the window, in each size and colour scheme: accessibility and layout. */
import { expect, it } from 'vitest'
import { activityScenes } from '../renderer/preview/activity-scenes'
import { auditScenes } from '../renderer/preview/audit-scenes'
import { detailScenes } from '../renderer/preview/detail-scenes'
import { inspectorScenes } from '../renderer/preview/inspector-scenes'
import { keyScenes } from '../renderer/preview/key-scenes'
import { listScenes } from '../renderer/preview/list-scenes'
import { policyScenes } from '../renderer/preview/policy-scenes'
import { providerScenes } from '../renderer/preview/provider-scenes'
import { rescueScenes } from '../renderer/preview/rescue-scenes'
import { useLooksPage } from '../support/looks-page'
import { faults, LAYOUTS } from '../support/window-looks'

const looks = useLooksPage()

const scenes = [
  'pairing',
  'pairing-idn',
  'pairing-again',
  'consent-create',
  'consent-sign-in',
  'consent-five',
  'consent-many',
  'offer',
  'offers-many',
  'consent-registered',
  'consent-none',
  'command-delete',
  'command-export',
  'consent-hostile',
  'locked-keychain',
  'locked-passphrase',
  'new-vault',
  'no-answer',
  'warned',
  'bridge-problem',
  'vault-missing',
  'new-vault-asked',
  'copy-left',
  'locked-by-user',
  'locked-by-user-passphrase',
  'empty',
  ...Object.keys(activityScenes),
  ...Object.keys(auditScenes),
  ...Object.keys(detailScenes),
  ...Object.keys(inspectorScenes),
  ...Object.keys(keyScenes),
  ...Object.keys(listScenes),
  ...Object.keys(policyScenes),
  ...Object.keys(providerScenes),
  ...Object.keys(rescueScenes),
]

it.each(scenes)('has no fault for axe in %s, and covers or cuts nothing', async (scene) => {
  await looks.open(scene)
  if (/^(pairing|consent|command)/.test(scene)) await looks.page.getByRole('dialog').waitFor()

  expect(await faults(looks.page, LAYOUTS)).toEqual([])
})
