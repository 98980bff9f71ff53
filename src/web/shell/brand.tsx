/** The product's mark and name. */
export function Brand() {
  return (
    <>
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <rect x=".5" y=".5" width="19" height="19" rx="5" fill="currentColor" />
        <path
          d="M6.1 7.2a5 5 0 1 0 7.8 0M10 4.2v4.6"
          fill="none"
          stroke="var(--surface)"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      </svg>
      <span>Bootwatch</span>
    </>
  );
}
