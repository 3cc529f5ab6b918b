import { qrMatrix } from '../../../kernel/qr-matrix.ts';

/** A text as a QR code, drawn on the server; the label says it to those who do not see it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = qrMatrix(text);
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join('');
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width={size * 4} height={size * 4} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
