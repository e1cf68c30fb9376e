export { callerOf } from '@/operations/users/callerOf'
