import { z } from 'zod'
import { isAdministrator } from '@/domain/access/caller'
import { route } from '@/endpoints/http/route'
import { firstSteps } from '@/operations/today/firstSteps'

export const firstStepsRoute = route({
  method: 'get',
  path: '/first-steps',
  tag: 'Occurrences',
  summary: 'What a new system still needs: each step is true once it is done',
  allow: isAdministrator,
  answer: {
    status: 200,
    schema: z.object({
      place: z.boolean(),
      service: z.boolean(),
      event: z.boolean(),
      bot: z.boolean().describe('The bot has a token and the volunteers’ chat'),
      mail: z.boolean(),
      administrator: z.boolean().describe('There is a second administrator'),
    }),
    example: { place: true, service: true, event: false, bot: false, mail: true, administrator: false },
  },
  errors: [],
  handler: ({ req }) => firstSteps(req.payload),
})
