import { describe, expect, it } from 'vitest'
import { searchPlan } from '@/domain/search/plan'
import { visitorSearchSql } from './visitor-search'

const shape = (text: string): string => text.replace(/\s+/g, ' ')

describe('the statement of a search', () => {
  it('passes arrays of integers and a limit, never the text of the query', () => {
    const hostile = "Иванов'; DROP TABLE visitors; -- 0042"
    for (const stage of ['exact', 'near'] as const) {
      const { text, values } = visitorSearchSql({ current: searchPlan(hostile) }, stage, 50)
      expect(text).not.toMatch(/DROP|Иванов|'/)
      expect(values.flat().every(Number.isInteger)).toBe(true)
      expect(
        text
          .match(/\$\d+/g)
          ?.map((parameter) => Number(parameter.slice(1)))
          .every((n) => n >= 1 && n <= values.length),
      ).toBe(true)
    }
  })

  it('is one branch of the index for each way to read the query, in the order of the plan', () => {
    const { text, values } = visitorSearchSql(
      { current: { id: null, exact: [[[1, 2], [3]], [[4]]], near: [], partial: [] } },
      'exact',
      50,
    )
    expect(shape(text)).toMatch(
      /^SELECT \* FROM \(\(SELECT id, .* WHERE search_keys && \(SELECT \$2::int\[\]\) AND search_keys && \(SELECT \$3::int\[\]\) LIMIT \$1\) UNION ALL \(SELECT id, .* WHERE search_keys && \(SELECT \$4::int\[\]\) LIMIT \$1\)\) AS found LIMIT \$1$/,
    )
    expect(values).toEqual([50, [1, 2], [3], [4]])
  })

  it('asks for an id by its key', () => {
    const { text, values } = visitorSearchSql(
      { current: { id: '0190a3f4-7d3a-7abc-8def-0123456789ab', exact: [], near: [], partial: [] } },
      'exact',
      50,
    )
    expect(shape(text)).toMatch(/FROM visitors WHERE id = \$1::uuid$/)
    expect(values).toEqual(['0190a3f4-7d3a-7abc-8def-0123456789ab'])
  })

  it('finds nobody with an empty plan', () => {
    expect(shape(visitorSearchSql({ current: searchPlan('%_') }, 'near', 50).text)).toMatch(/WHERE false$/)
  })
})
