import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Steps } from '../../../demo/drive/steps'

describe('Steps', () => {
  let lines: string[]
  let pictures: string[]
  let steps: Steps

  beforeEach(() => {
    lines = []
    pictures = []
    vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
    steps = new Steps(async (name) => {
      pictures.push(name)
    })
  })

  afterEach(() => vi.restoreAllMocks())

  it('says each in one line with its time, and takes a picture', async () => {
    await steps.step('pairs the page', async () => {})
    await steps.step('signs in: all is well', async () => {})

    expect(lines).toEqual([
      expect.stringMatching(/^ok 1 {2}pairs the page {2}\d+ ms$/),
      expect.stringMatching(/^ok 2 {2}signs in: all is well {2}\d+ ms$/),
    ])
    expect(pictures).toEqual(['01-pairs-the-page', '02-signs-in-all-is-well'])
    expect(steps.done).toBe(2)
  })

  it('passes on what a step made', async () => {
    expect(await steps.step('makes a passkey', async () => 'a passkey')).toBe('a passkey')
  })

  it('says which one failed, pictures it and passes the failure on', async () => {
    const step = steps.step('pairs the page', async () => {
      throw new Error('denied')
    })

    await expect(step).rejects.toThrow('denied')
    expect(lines).toEqual(['not ok 1  pairs the page'])
    expect(pictures).toEqual(['01-pairs-the-page-failed'])
    expect(steps.done).toBe(0)
  })

  it('passes the failure on even when no picture can be taken', async () => {
    const blind = new Steps(() => Promise.reject(new Error('no window')))

    const step = blind.step('pairs the page', async () => {
      throw new Error('denied')
    })

    await expect(step).rejects.toThrow('denied')
  })
})
