// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useCopy } from '../../../src/renderer/composables/use-copy'
import { runComposable } from '../../support/window-parts'

let button: HTMLButtonElement

beforeEach(() => {
  button = document.createElement('button')
  document.body.append(button)
})
afterEach(() => void Reflect.deleteProperty(document, 'execCommand'))

/** happy-dom lacks this command. A browser has it, and returns whether it worked. */
function withExecCommand(works: boolean): string[] {
  const copied: string[] = []
  const execCommand = () => {
    copied.push((document.activeElement as HTMLTextAreaElement).value)
    return works
  }
  Object.defineProperty(document, 'execCommand', { value: execCommand, configurable: true })
  return copied
}

it('copies without the clipboard permission, and gives the focus back', async () => {
  const copied = withExecCommand(true)
  const copy = runComposable(useCopy).result

  await copy.copy('text', button)

  expect(copied).toEqual(['text'])
  expect(copy.copied.value).toBe('yes')
  expect(document.activeElement).toBe(button)
  expect(document.querySelector('textarea')).toBeNull()
})

it('takes the clipboard if the old way fails', async () => {
  withExecCommand(false)
  const write = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const copy = runComposable(useCopy).result

  await copy.copy('text', button)

  expect([copy.copied.value, write.mock.calls]).toEqual(['yes', [['text']]])
})

it('says so when nothing works', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
  const copy = runComposable(useCopy).result

  await copy.copy('text', button)

  expect(copy.copied.value).toBe('failed')
})

it('says that it copied for two seconds', async () => {
  vi.useFakeTimers()
  withExecCommand(true)
  const copy = runComposable(useCopy).result
  await copy.copy('text', button)

  vi.advanceTimersByTime(2000)

  expect(copy.copied.value).toBe('no')
})
