export { exportParticipantsRoute } from './participants'
