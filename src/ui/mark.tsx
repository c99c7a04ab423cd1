/** The mark of Waymark: a small finger post, one arm each way. Drawn in the colour of the words around it. */
export function FingerPost({
  size = 30,
  className,
}: {
  size?: number | undefined;
  className?: string | undefined;
}) {
  return (
    <svg
      className={className}
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      <path d="M14.5 2h3v2.5H25L29.5 8 25 11.5h-7.5V30h-3v-8.5H7L2.5 18 7 14.5h7.5z" />
      <path d="M10.5 28.5h11V30h-11z" />
    </svg>
  );
}
