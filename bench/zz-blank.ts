import { buildBlankPanel } from '/work/wt/weight/bench/blank-panel/build'
await buildBlankPanel()
