/** Colours of charts: those of states where states are shown, else a row of warm ones that can be told apart. */
const STATES: Record<string, string> = {
  completed: '--ok',
  failed: '--bad',
  cancelled: '--idle',
  waiting: '--wait',
  running: '--run',
  pending: '--line-strong',
};
const ROW = ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5', '--chart-6', '--chart-7', '--chart-8'];

export type Palette = {
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly card: string;
  /** of the series at `place` that is called `name` */
  series(name: string, place: number): string;
};

/** As the style sheet has them now, light or dark. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  // light-dark() is resolved for properties of elements, not for variables
  const probe = element.ownerDocument.createElement('i');
  element.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return painted(getComputedStyle(probe).color);
  };
  const named = new Map([...Object.values(STATES), ...ROW].map((name) => [name, colour(name)]));
  const [ink, muted, line, card] = ['--ink', '--muted', '--line', '--card'].map(colour) as [
    string,
    string,
    string,
    string,
  ];
  probe.remove();
  return {
    ink,
    muted,
    line,
    card,
    series: (name, place) =>
      named.get(((Object.hasOwn(STATES, name) && STATES[name]) || ROW[place % ROW.length]) ?? '') ?? style.color,
  };
}

/** The chart library reads no oklch(), which a colour of a host page becomes. */
function painted(colour: string): string {
  if (colour.startsWith('rgb')) return colour;
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return colour;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return `rgb(${context.getImageData(0, 0, 1, 1).data.slice(0, 3).join(', ')})`;
}
