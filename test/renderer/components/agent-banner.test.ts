// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { mountWindow } from '../../support/mounted-window'
import { appState } from '../../support/window-data'
import { button, click, find, goTo, text } from '../../support/window-parts'

it('says while an agent may answer, in every view, and stops it', async () => {
  const fake = await mountWindow({ app: appState({ agentMayAnswer: true }) })
  await goTo('Activity')
  expect(text(find('.app-banner'))).toContain('An agent may answer questions')

  await click(button('Stop the agent'))

  expect(fake.callsOf('setAgentMayAnswer')).toEqual([[false]])
  expect(document.querySelector('.app-banner')).toBeNull()
})

it('lets an agent answer only once the user switches that on', async () => {
  const fake = await mountWindow()
  expect(document.querySelector('.app-banner')).toBeNull()
  await goTo('Settings')
  await click(find('[role=switch][aria-label="Let an agent answer questions"]'))

  expect(fake.callsOf('setAgentMayAnswer')).toEqual([[true]])
  expect(text(find('.app-banner'))).toContain('An agent may answer questions')
})
