import { encodeQR } from 'qr';

/** What a phone's camera reads, as one path of black on white whatever the scheme: drawn here, so that nothing is fetched for it. */
export const Qr = ({ text, label }: { text: string; label: string }) => {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  return (
    <svg class="qr" viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={label}>
      <rect width="100%" height="100%" fill="#fff" />
      <path fill="#000" shape-rendering="crispEdges" d={rows.map(pathOf).join('')} />
    </svg>
  );
};

const pathOf = (row: readonly boolean[], y: number): string =>
  row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')).join('');
