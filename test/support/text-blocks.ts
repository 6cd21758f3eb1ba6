import type { Page } from 'playwright-core'

/**
 * Draws text as blocks, as wide as it has characters: in a picture of the page, the fonts of the machine make no difference.
 * What is drawn afterwards has letters again.
 */
export async function drawTextAsBlocks(page: Page): Promise<void> {
  await page.evaluate(() => {
    // A line with letters of two fonts is as high as both make it.
    document.documentElement.style.setProperty('--font-mono', 'var(--font)')

    /** In em. A longer word is cut into pieces, between which a line may end. */
    const [CHARACTER, SPACE, LONGEST] = [0.5, 0.3, 12]

    function block(text: string, margin: number): HTMLElement {
      const element = document.createElement('x-block')
      const width = `${text.length * CHARACTER}em`
      Object.assign(element.style, { display: 'inline-block', width, height: '0.7em' })
      Object.assign(element.style, { background: 'currentcolor', marginInlineEnd: `${margin}em` })
      return element
    }

    function blocksOf(word: string): readonly HTMLElement[] {
      const pieces = word.match(new RegExp(`.{1,${LONGEST}}`, 'gsu')) ?? []
      return pieces.map((piece, index) => block(piece, index === pieces.length - 1 ? SPACE : 0))
    }

    function isDrawn(text: Text): boolean {
      const parent = text.parentElement
      return text.data.trim() !== '' && parent?.closest('select, textarea, script, style') === null
    }

    const texts: Text[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts.filter(isDrawn)) {
      const drawn = document.createElement('x-text')
      // A line's end counts where white space is kept.
      for (const part of text.data.split(/(\n)|\s+/u))
        if (part === '\n') drawn.append('\n')
        else if (part) drawn.append(...blocksOf(part))
      text.replaceWith(drawn)
    }
    // The text of a field is no text of the document.
    for (const field of document.querySelectorAll<HTMLElement>('input, select, textarea')) {
      field.style.color = 'transparent'
      field.removeAttribute('placeholder')
    }
  })
}
