/** A pier on the water. */
export const Icon = () => (
  <svg className="pr-icon" viewBox="0 0 32 32" width="28" height="28" fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" aria-hidden="true">
    <path d="M3 12h22" />
    <path d="M7 12v11M14 12v11M21 12v11" />
    <path d="M25 12V5" />
    <circle cx="25" cy="4.4" r="1.6" fill="currentColor" stroke="none" />
    <path d="M2 27c2.3 0 2.3-1.8 4.7-1.8S9 27 11.300 27s2.300-1.800 4.700-1.800S18.400 27 20.700 27s2.300-1.800 4.600-1.800S27.700 27 30 27" />
  </svg>
)
