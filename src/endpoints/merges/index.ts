export { duplicatesRoute } from './duplicates'
export { distinctPairRoute, laterPairRoute } from './judge'
export { mergeRoute } from './merge'
export { undoMergeRoute } from './undo'
