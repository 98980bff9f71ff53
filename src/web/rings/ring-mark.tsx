/** Each ring has a colour and a shape of its own, by its place in the rollout order. */
const SHAPES = [
  <circle key="circle" cx="8" cy="8" r="5.5" />,
  <rect key="square" x="2.8" y="2.8" width="10.4" height="10.4" />,
  <path key="triangle" d="M8 1.6 14.6 13.6H1.4z" />,
  <path key="diamond" d="M8 .8 15.2 8 8 15.2.8 8z" />,
];

/** The CSS colour of the ring at that place. */
export const ringColor = (index: number): string => `var(--ring-${(index % SHAPES.length) + 1})`;

/** The ring's shape; hollow from the fifth ring on, where colours repeat. */
export function RingMark({ index }: { index: number }) {
  const hollow = index >= SHAPES.length;
  return (
    <svg
      className="i mark-of-ring"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill={hollow ? 'none' : ringColor(index)}
      stroke={ringColor(index)}
      strokeWidth={hollow ? 2 : 0}
    >
      {SHAPES[index % SHAPES.length]}
    </svg>
  );
}
