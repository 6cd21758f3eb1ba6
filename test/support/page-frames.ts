/** How pages make frames. */

/** A frame's own script. It makes a call, and stores the answer in the topmost page of its origin. */
export const asking = `<script>
  let home = parent
  try { while (home.parent !== home && home.parent.document) home = home.parent } catch {};
  (home.told ??= []).push(navigator.credentials.get({ publicKey: { challenge: new Uint8Array(1) } })
    .then((made) => made instanceof PublicKeyCredential ? made.id : 'foreign', (error) => String(error)))
</script>`

/** Ways in which a page makes a frame and gets its window at once. Runs in the page. */
export const made: readonly (readonly [how: string, script: string])[] = [
  ['contentWindow', 'document.body.append(frame); return frame.contentWindow'],
  ['contentDocument', 'document.body.append(frame); return frame.contentDocument.defaultView'],
  ['window[0]', 'document.body.append(frame); return window[0]'],
  ['window.frames[0]', 'document.body.append(frame); return window.frames[0]'],
  ['its name', 'frame.name = "inner"; document.body.append(frame); return window.inner'],
  [
    'an about:blank address',
    'frame.src = "about:blank"; document.body.append(frame); return window[0]',
  ],
  [
    'innerHTML',
    'document.body.innerHTML = "<p><iframe></iframe></p>"; return document.querySelector("iframe").contentWindow',
  ],
  ['innerHTML, and window[0]', 'document.body.innerHTML = "<iframe></iframe>"; return window[0]'],
  [
    'a frame in a frame',
    'document.body.append(frame); const inner = window[0].document; inner.body.append(inner.createElement("iframe")); return window[0][0]',
  ],
  [
    'a frame in a shadow tree',
    'document.body.attachShadow({ mode: "closed" }).append(frame); return frame.contentWindow',
  ],
  [
    'a frame that was moved',
    'document.body.append(frame); document.documentElement.append(frame); return window[0]',
  ],
  [
    'document.open()',
    'document.body.append(frame); const inner = window[0].document; inner.open(); inner.write("<p>text"); inner.close(); return window[0]',
  ],
]

/** Ways in which a page gets a frame whose own script calls while the frame is parsed. `asking` is the script's text. */
export const parsed: readonly (readonly [how: string, script: string])[] = [
  ['srcdoc', 'frame.srcdoc = asking; document.body.append(frame)'],
  [
    'innerHTML with srcdoc',
    'frame.srcdoc = asking; const { outerHTML } = frame; document.body.innerHTML = outerHTML',
  ],
  [
    'srcdoc in srcdoc',
    'const inner = frame.cloneNode(); inner.srcdoc = asking; frame.srcdoc = inner.outerHTML; document.body.append(frame)',
  ],
  [
    'document.write()',
    'document.body.append(frame); const inner = frame.contentDocument; inner.open(); inner.write(asking); inner.close()',
  ],
  ['an address', 'frame.src = address; document.body.append(frame)'],
  [
    'a srcdoc in the place of another document',
    'frame.srcdoc = "<p>first"; frame.onload = () => { frame.onload = null; frame.srcdoc = asking }; document.body.append(frame)',
  ],
  [
    'an address in the place of another document',
    'frame.srcdoc = "<p>first"; frame.onload = () => { frame.onload = null; frame.contentWindow.location = address }; document.body.append(frame)',
  ],
]
