/** Readable from 320 px on, in light and dark mode. Wide parts scroll by themselves. */
export const STYLE = `
  :root{color-scheme:light dark}
  *{box-sizing:border-box}
  body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem;overflow-wrap:anywhere}
  h1{font-size:1.6rem}
  h2{font-size:1.3rem;border-bottom:1px solid;padding-top:1rem}
  h3{font-size:1rem;margin:1.5rem 0 .25rem}
  h3 a{text-decoration:none;color:inherit}
  h4{font-size:.9rem;margin:.75rem 0 .25rem}
  p{margin:.25rem 0}
  pre{overflow-x:auto;padding:.75rem;border:1px solid #8886;border-radius:.4rem;font-size:.8rem}
  code,pre{font-family:ui-monospace,monospace}
  dl{margin:0}
  dd{margin:0 0 .4rem 1rem}
  small{font-weight:400;opacity:.8}
  article{border:1px solid #8886;border-radius:.5rem;padding:0 .9rem .75rem;margin:1rem 0}
  h3 b{display:inline-block;min-width:4.2rem}
  nav ul{columns:14rem;padding-left:1.2rem}
  summary{cursor:pointer;padding:.25rem 0}
  .wide{overflow-x:auto}
  table{border-collapse:collapse;font-size:.9rem}
  th,td{border:1px solid #8886;padding:.3rem .5rem;text-align:left;vertical-align:top}
`
