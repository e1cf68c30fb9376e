export { actingCaller, callerOf } from '@/operations/users/callerOf'
