// Loaded into the measured server: collects garbage and reports the memory still in use.
process.on('message', (message) => {
  if (message?.type !== 'measure') return
  for (let turn = 0; turn < 3; turn += 1) globalThis.gc()
  setTimeout(() => {
    globalThis.gc()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.send({ type: 'memory', rss, heap: heapUsed + external })
  }, 300)
})
process.channel?.unref()
