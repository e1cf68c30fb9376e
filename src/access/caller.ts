export { actingCaller, callerOf, originOf } from '@/operations/users/callerOf'
