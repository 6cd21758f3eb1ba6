/** Several devices of one account that sync with a delay, and a lost device. */
import { deviceChangeSchema, deviceToAddSchema } from '../../../shared/device'
import type { SessionDevices } from '../ports'
import { refuseUnknownProfile } from '../profile-choice'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody, refuseParameters } from '../webdriver/command-body'
import { invalidArgument } from '../webdriver/webdriver-error'
import { orSentence } from './sentence'
import { sessionRoute } from './session-route'

const ONE = '/devices/:deviceId'

export function deviceRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'GET', '/devices', ({ host }) => host.devices.list()),
    sessionRoute(sessions, 'POST', '/devices', ({ host }, { body }) => {
      const device = parseBody(deviceToAddSchema, body)
      refuseUnknownProfile(host.profiles, device.profile)
      refuseKnownId(host.devices, device.id)
      return orSentence(() => host.devices.add(device))
    }),
    sessionRoute(sessions, 'POST', '/sync', ({ host: { devices } }, { body }) => {
      refuseParameters(body)
      return orSentence(() => devices.sync())
    }),
    sessionRoute(sessions, 'POST', ONE, ({ host: { devices } }, { body, parameters }) => {
      const change = parseBody(deviceChangeSchema, body)
      return orSentence(() => devices.change(requireDevice(parameters.deviceId, devices), change))
    }),
    sessionRoute(sessions, 'POST', `${ONE}/use`, ({ host: { devices } }, { body, parameters }) => {
      refuseParameters(body)
      return orSentence(() => devices.use(requireDevice(parameters.deviceId, devices)))
    }),
    sessionRoute(sessions, 'POST', `${ONE}/sync`, ({ host: { devices } }, { body, parameters }) => {
      refuseParameters(body)
      return orSentence(() => devices.sync(requireDevice(parameters.deviceId, devices)))
    }),
    sessionRoute(sessions, 'DELETE', ONE, ({ host: { devices } }, { parameters }) =>
      orSentence(() => devices.lose(requireDevice(parameters.deviceId, devices))),
    ),
  ]
}

/** @throws {WebDriverError} `invalid argument`. */
function requireDevice(id = '', devices: SessionDevices): string {
  if (!has(devices, id)) throw invalidArgument(`the session has no device “${id}”`)
  return id
}

/** @throws {WebDriverError} `invalid argument`. */
function refuseKnownId(devices: SessionDevices, id: string | undefined): void {
  if (id !== undefined && has(devices, id))
    throw invalidArgument(`id: the session has a device “${id}” already`)
}

function has(devices: SessionDevices, id: string): boolean {
  return devices.list().some((device) => device.id === id)
}
