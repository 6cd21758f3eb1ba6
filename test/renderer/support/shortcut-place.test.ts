// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { isOutsideDialogs, isTextField } from '../../../src/renderer/support/shortcut-place'

function element(html: string, selector: string): Element {
  const root = document.createElement('div')
  root.innerHTML = html
  const found = root.querySelector(selector)
  if (found === null) throw new Error(`nothing is ${selector}`)
  return found
}

it.each(['dialog', 'alertdialog'])('leaves the keys of a %s to it', (role) => {
  expect(isOutsideDialogs(element(`<div role="${role}"><b></b></div>`, 'b'))).toBe(false)
})

it('takes keys everywhere else', () => {
  expect([isOutsideDialogs(element('<b></b>', 'b')), isOutsideDialogs(null)]).toEqual([true, true])
})

it.each([
  ['<input>', true],
  ['<input type="search">', true],
  ['<textarea></textarea>', true],
  ['<input type="radio">', false],
  ['<button></button>', false],
])('says whether keys write text in %s', (html, writes) => {
  expect(isTextField(element(html, '*'))).toBe(writes)
})
