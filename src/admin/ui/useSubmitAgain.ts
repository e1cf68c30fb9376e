import { useForm } from '@payloadcms/ui'

type Options = Parameters<ReturnType<typeof useForm>['submit']>[0]

/**
 * Payload takes a form for unchanged as soon as it was sent, also when it was refused, and closes its Save button until
 * something is typed. What was not saved is still to be saved.
 */
export const useSubmitAgain = () => {
  const { submit, setModified } = useForm()
  return async (options?: Options) => {
    const answer = await submit(options)
    if (!answer || !answer.res?.ok) setModified(true)
    return answer
  }
}
