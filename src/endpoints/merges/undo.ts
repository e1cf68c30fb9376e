import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { id } from '@/domain/shapes/parse'
import { route } from '@/endpoints/http/route'
import { undoMerge } from '@/operations/merges/undo'
import { A, B, chosenField } from './shapes'

const part = z.object({ participants: z.int(), fields: z.array(chosenField) })

export const undoMergeRoute = route({
  method: 'post',
  path: '/merges/:id/undo',
  tag: 'Visitors',
  summary: 'Take a merge back: two records again',
  description:
    'For administrators, for 30 days. Bookings and fields that nobody has changed since are put back exactly; what ' +
    'was changed or added since stays with the survivor and is counted in `kept`. 409 `MERGE_CONFLICT` with ' +
    '`reason`: `undone`, `expired`, `erased`, `later` (another record was merged into the survivor since: that merge ' +
    'goes first), `merged` (the survivor leads to another record itself), `full` (a place that the two shared is ' +
    'taken by somebody else), `card` (the card has been given to somebody else).',
  allow: isAdministrator,
  answer: {
    status: 200,
    schema: z.object({ survivor: id, other: id, putBack: part, kept: part }),
    example: {
      survivor: A,
      other: B,
      putBack: { participants: 7, fields: ['phone'] },
      kept: { participants: 1, fields: [] },
    },
  },
  errors: ['NOT_FOUND', 'MERGE_CONFLICT', 'BUSY'],
  handler: ({ req, caller, now, id: merge }) => undoMerge(req.payload, { id: merge, caller, now }),
})
