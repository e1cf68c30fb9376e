import { reportFault } from '@/config/faults'
import { currentTrace } from '@/config/trace'
import { STATUS_BY_CODE } from '@/domain/errors'
import { refusalOf } from '@/hooks/errors/errorAnswer'
import { count } from '@/operations/metrics/counts'
import { metrics } from '@/operations/metrics/registry'

/** Counts a request under its route's pattern, never its address, which contains ids and search terms. */
export const measured = async (name: string, work: () => Promise<Response> | Response): Promise<Response> => {
  const [method = '', route = ''] = name.split(' ')
  const { requests, faults } = metrics()
  const trace = currentTrace()
  if (trace) trace.route = name
  const startedAt = process.hrtime.bigint()
  const answered = (status: number): void =>
    requests.observe({ method, route, status: String(status) }, Number(process.hrtime.bigint() - startedAt) / 1e9)
  try {
    const response = await work()
    answered(response.status)
    return response
  } catch (error) {
    const refusal = refusalOf(error)
    if (trace && refusal) trace.code = refusal.code
    if (refusal) count('refusals', refusal.code)
    else {
      faults.inc({ route })
      reportFault({ kind: 'request', where: name, error })
    }
    answered(refusal ? STATUS_BY_CODE[refusal.code] : 500)
    throw error
  }
}
