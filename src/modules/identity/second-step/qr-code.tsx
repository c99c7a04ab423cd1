import { encode } from 'uqr';

/** Light all round, without which a camera does not find it (ISO/IEC 18004, 6.3.8: four modules). */
const MARGIN = 4;

/**
 * A QR code: one path over the dark squares, black on white in every theme.
 *
 * @example <QrCode text="otpauth://totp/…" label="Picture for the app" />
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { data } = encode(text, { ecc: 'M', border: MARGIN });
  const size = data.length;
  const dark = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg className="wm-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
