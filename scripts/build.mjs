// `npm run build`: builds whether or not the sources have changed.
process.argv.splice(2, 0, 'src/processes/build-now.ts')
await import('./run.mjs')
