import { expect, it, onTestFinished } from 'vitest'
import { FrontDoor, type Answer } from '../../../src/main/automation/front-door'
import { command } from '../../support/automation'

const hello: Answer = async (_request, response, path) => {
  response.end(JSON.stringify({ value: path }))
}

async function openDoor(): Promise<FrontDoor> {
  const door = await FrontDoor.open({ port: 0 })
  onTestFinished(() => door.close())
  return door
}

it('keeps a request until somebody answers', async () => {
  const door = await openDoor()
  const early = command(door.url, 'GET', '/early')
  door.answerBy(hello)

  expect(await early).toEqual({ status: 200, value: '/early' })
  expect(await command(door.url, 'GET', '/late')).toEqual({ status: 200, value: '/late' })
})

it('refuses strangers before somebody answers', async () => {
  const door = await openDoor()
  const stranger = new URL(door.url).origin

  expect((await command(`${stranger}/${'A'.repeat(43)}`, 'GET', '/status')).status).toBe(403)
})

it('ends the connections when the rest cannot be loaded', async () => {
  const door = await openDoor()
  const early = expect(command(door.url, 'GET', '/early')).rejects.toThrow('socket hang up')
  door.answerBy(Promise.reject(new Error('not loaded')))

  await early
})
