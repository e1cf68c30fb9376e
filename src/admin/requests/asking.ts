type Asked<Question, Reply> = Question & { reply: (answer: Reply) => void }

/**
 * A question that waits for a person. Everybody who asks while it is open waits for the same answer.
 */
export const createAsking = <Question extends object, Reply>(show: (asked: Asked<Question, Reply> | null) => void) => {
  let open: Promise<Reply> | null = null
  return (question: Question): Promise<Reply> =>
    (open ??= new Promise<Reply>((resolve) => {
      show({
        ...question,
        reply: (answer) => {
          open = null
          show(null)
          resolve(answer)
        },
      })
    }))
}
