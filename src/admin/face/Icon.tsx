/** A pier on the water. */
export const Icon = () => (
  <svg
    className="pr-icon"
    viewBox="0 0 32 32"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.4"
    strokeLinecap="round"
    aria-hidden="true"
  >
    <path d="M3 11h23M8 11v11M15 11v11M22 11v11M26 11V4" />
    <path d="M2 27c2.3 0 2.3-2 4.7-2s2.3 2 4.6 2 2.4-2 4.7-2 2.4 2 4.7 2 2.3-2 4.6-2 2.4 2 4.7 2" />
  </svg>
)
